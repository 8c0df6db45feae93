package dev.latchkey.user;

import dev.latchkey.shared.Text;

/**
 * The details of a new service account.
 *
 * @param login 2–255 letters, digits and {@code . - _ @}
 * @param name 1–200 characters
 * @param group the name of the group that is to own it
 */
public record NewServiceAccount(
        @Login String login, @FullName String name, String group) {

    public NewServiceAccount {
        login = Text.clean(login);
        name = Text.clean(name);
        group = Text.clean(group);
    }
}

package dev.latchkey.user;

import dev.latchkey.shared.Text;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The details of a new user.
 *
 * @param login 2–255 letters, digits and {@code . - _ @}
 * @param name 1–200 characters; the login when blank
 * @param email at most 100 characters; blank for none
 * @param password 1–128 characters, any; null for none, so that the user is to choose one
 */
public record NewUser(
        @Login String login,
        @FullName String name,
        @EmailAddress String email,

        @Size(min = 1, max = 128, message = "{user.password.invalid}")
        @Pattern(regexp = "\\P{Cc}*", message = "{user.password.invalid}")
        @Nullable
        String password) {

    public NewUser {
        login = Text.clean(login);
        name = Text.clean(name);
        email = Text.clean(email);
    }

    /** Omits the password. */
    @Override
    public String toString() {
        return "NewUser[login=" + login + ']';
    }
}

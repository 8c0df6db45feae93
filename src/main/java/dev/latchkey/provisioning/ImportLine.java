package dev.latchkey.provisioning;

import dev.latchkey.shared.Message;
import dev.latchkey.user.Provision;
import dev.latchkey.user.Provision.Outcome;
import dev.latchkey.user.ProvisionedUser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a file of users, and what becomes of it.
 *
 * @param number of the line in the file, from 1
 * @param login as it stands in the file, cut after 300 characters, as are name and email
 * @param groups names of groups, as they stand in one field, cut after 2000 characters
 * @param faults what is wrong with it, each naming the field
 * @param userId whom it is about; null for one who is to be created
 * @param administrator whether the user becomes an administrator by it
 */
public record ImportLine(
        int number,
        String login,
        String name,
        String email,
        String groups,
        Outcome outcome,
        List<Message> faults,
        @Nullable Long userId,
        boolean administrator) {

    private static final int LONGEST = 300;

    /** The longest text of groups: what is longer is a fault, so that nothing is imported in part. */
    static final int LONGEST_GROUPS = 2000;

    /** A line at which nobody has looked yet. */
    static ImportLine of(UserFile.Row row) {
        return new ImportLine(
                row.number(),
                cut(row.login(), LONGEST),
                cut(row.name(), LONGEST),
                cut(row.email(), LONGEST),
                cut(row.groups(), LONGEST_GROUPS),
                Outcome.UNCHANGED,
                List.of(),
                null,
                false);
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        var end = length - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    ImportLine with(Provision provision) {
        return new ImportLine(
                number,
                login,
                name,
                email,
                groups,
                provision.outcome(),
                provision.faults(),
                provision.userId(),
                provision.administrator());
    }

    Provision provision() {
        return new Provision(outcome, faults, userId, administrator);
    }

    ProvisionedUser user() {
        return new ProvisionedUser(login, name, email, UserFile.groups(groups));
    }
}

package dev.latchkey.provisioning;

import dev.latchkey.shared.Message;
import dev.latchkey.user.ProvisionedUser;
import dev.latchkey.user.ProvisioningResult;
import dev.latchkey.user.ProvisioningResult.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a file of users, and its outcome.
 *
 * @param number of the line in the file, from 1
 * @param login as in the file, cut after 300 characters, like name and email
 * @param groups names of groups as in the field, cut after 2000 characters
 * @param faults errors, each naming the field
 * @param userId the existing user; null for a new one
 * @param administrator whether the user becomes an administrator
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

    /** The maximum length of the groups; longer ones are an error, so that nothing is imported partially. */
    static final int LONGEST_GROUPS = 2000;

    /** A line not yet validated. */
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

    ImportLine with(ProvisioningResult provision) {
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

    ProvisioningResult provision() {
        return new ProvisioningResult(outcome, faults, userId, administrator);
    }

    ProvisionedUser user() {
        return new ProvisionedUser(login, name, email, UserFile.groups(groups));
    }
}

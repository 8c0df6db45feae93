package dev.latchkey.user;

import dev.latchkey.shared.Text;
import jakarta.validation.constraints.Size;
import java.util.Locale;

/**
 * A query for members or groups.
 *
 * @param text part of the name, or of a user's login or email, in any case; blank for all; at most 255 characters
 * @param offset the number of results to skip, from 0
 * @param limit the maximum number of results, 1–500
 */
public record MembershipQuery(
        @Size(max = 255, message = "{api.group.query}") String text, Selection selection, int offset, int limit) {

    /** Which of all users or groups: members, the others, or all. */
    public enum Selection {
        SELECTED,
        DESELECTED,
        ALL;

        /** The API's name for it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public MembershipQuery {
        text = Text.clean(text);
        if (offset < 0 || limit < 1 || limit > 500) {
            throw new IllegalArgumentException("offset " + offset + ", limit " + limit);
        }
    }
}

package dev.latchkey.user;

import dev.latchkey.shared.Text;
import jakarta.validation.constraints.Size;

/**
 * Which members or groups, and which part of that list.
 *
 * @param text what the name, of a user also login or email, contains, in any case; blank for all; at most 255
 *     characters
 * @param offset how many to leave out, from 0
 * @param limit how many at the most, 1–500
 */
public record MembershipQuery(
        @Size(max = 255, message = "{group.query.invalid}") String text, Selection selection, int offset, int limit) {

    public MembershipQuery {
        text = Text.clean(text);
        if (offset < 0 || limit < 1 || limit > 500) {
            throw new IllegalArgumentException("offset " + offset + ", limit " + limit);
        }
    }
}

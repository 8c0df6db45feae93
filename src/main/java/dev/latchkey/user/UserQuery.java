package dev.latchkey.user;

import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Text;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A query for users.
 *
 * @param text part of login, name or email, in any case; blank for all; at most 255 characters
 * @param login the login, in any case; null for any
 * @param connectedAfter last connection at this moment or later; null for any
 * @param connectedBefore last connection at this moment or earlier, or never; null for any
 * @param offset the number of users to skip, from 0
 * @param limit the maximum number of users, 1–500
 */
public record UserQuery(
        String text,
        Status status,
        @Nullable String login,
        @Nullable Instant connectedAfter,
        @Nullable Instant connectedBefore,
        Order order,
        boolean ascending,
        int offset,
        int limit) {

    private static final int LONGEST_TEXT = 255;

    /** The states to include. */
    public enum Status {
        ACTIVE,
        DEACTIVATED,
        ALL
    }

    /** The sort order; ties are sorted by login. */
    public enum Order {
        LOGIN,
        NAME,
        LAST_CONNECTION
    }

    public UserQuery {
        text = Text.clean(text);
        if (text.length() > LONGEST_TEXT) {
            throw new InvalidException("q", "api.user.query");
        }
        if (offset < 0 || limit < 1 || limit > 500) {
            throw new IllegalArgumentException("offset " + offset + ", limit " + limit);
        }
    }

    /** All active users whose login, name or email contains the text, by login. */
    public static UserQuery of(String text, int offset, int limit) {
        return new UserQuery(text, Status.ACTIVE, null, null, null, Order.LOGIN, true, offset, limit);
    }

    /** The same conditions, whatever the page and the order. */
    UserQuery conditions() {
        return new UserQuery(text, status, login, connectedAfter, connectedBefore, Order.LOGIN, true, 0, 1);
    }

    /** Whether only the state limits the users. */
    boolean hasOnlyStatus() {
        return text.isEmpty() && login == null && connectedAfter == null && connectedBefore == null;
    }
}

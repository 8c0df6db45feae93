package dev.latchkey.inventory;

import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.token.TokenSummary;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A position in a sorted list: a token with its sort key at the time, so that the position survives changes and
 * deletion of the token.
 *
 * @param key null if the token has no value
 */
record Position(InventoryOrder order, @Nullable Serializable key, long id) {

    /** A login or name of 400 characters takes at most 1,600 bytes. */
    private static final int LONGEST = 2_400;

    static Position of(InventoryOrder order, TokenSummary token) {
        return new Position(order, order.value(token), token.id());
    }

    /**
     * Parses the result of {@link #toText}.
     *
     * @param field the name of the input
     * @param order of the list
     * @throws InvalidException if it is malformed or belongs to another order
     */
    static Position parse(String field, String text, InventoryOrder order) {
        try {
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException("too long");
            }
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 3);
            if (!order.name().equals(parts[0])) {
                throw new IllegalArgumentException("another order");
            }
            var hasKey = parts.length > 2;
            if (!hasKey && order.absent() == null) {
                throw new IllegalArgumentException("no key");
            }
            return new Position(order, hasKey ? order.parse(parts[2]) : null, Long.parseLong(parts[1]));
        } catch (RuntimeException e) {
            throw new InvalidException(field, "api.position", field);
        }
    }

    String toText() {
        var text = order.name() + ' ' + id + (key == null ? "" : " " + key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The condition for tokens after this position in this direction. */
    Sql behind(boolean ascending) {
        var at = key == null ? order.absent() : key;
        var beyond = ascending ? ">" : "<";
        // The first comparison lets H2, and the order by owner, use an index of one column.
        return Sql.of("%1$s %2$s= ? and (%1$s, t.id) %2$s (?, ?)".formatted(order.key(), beyond), at, at, id);
    }
}

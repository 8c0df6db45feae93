package dev.latchkey.inventory;

import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.shared.InvalidException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A place in a sorted list: that of a token, with what it was sorted by then, so that the place stays when the token
 * changes or is forgotten.
 *
 * @param key null when the token has no such value
 */
record Position(InventoryOrder order, @Nullable Serializable key, long id) {

    /** 400 characters of a login or a name are 1,600 bytes at the most. */
    private static final int LONGEST = 2_400;

    static Position of(InventoryOrder order, ListedToken token) {
        return new Position(order, order.value(token), token.id());
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @param field the name of the input
     * @param order that of the list in which the place is wanted
     * @throws InvalidException when it is none of ours, or one of a list in another order
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

    /** Whether a token comes behind this place in a list in this direction. */
    Sql behind(boolean ascending) {
        var at = key == null ? order.absent() : key;
        var beyond = ascending ? ">" : "<";
        // The first comparison is for H2, and for the order by owner: an index of one column answers it.
        return Sql.of(
                "%1$s %2$s= ? and (%1$s, t.id) %2$s (?, ?)".formatted(order.key(), beyond), at, at, id);
    }
}

package dev.latchkey.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some tokens of a longer list.
 *
 * @param before what gives the page before this one; null when it is the first
 * @param after what gives the page after this one; null when it is the last
 * @param total how many tokens the list has, counted up to {@value #MOST_COUNTED}
 * @param more whether it has more than were counted
 */
public record InventoryPage(
        List<ListedToken> tokens,
        @Nullable String before,
        @Nullable String after,
        int total,
        boolean more) {

    /** To count a million takes longer than to show the fifty that are looked at. */
    static final int MOST_COUNTED = 10_000;

    /** Of a list in which nothing is. */
    public static final InventoryPage EMPTY = new InventoryPage(List.of(), null, null, 0, false);
}

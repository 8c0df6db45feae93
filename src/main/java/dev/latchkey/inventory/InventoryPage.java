package dev.latchkey.inventory;

import dev.latchkey.token.TokenSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of tokens.
 *
 * @param before the position of the previous page; null on the first
 * @param after the position of the next page; null on the last
 * @param total the number of matching tokens, counted up to {@value #MOST_COUNTED}
 * @param more whether more match than were counted
 */
public record InventoryPage(
        List<TokenSummary> tokens,
        @Nullable String before,
        @Nullable String after,
        int total,
        boolean more) {

    /** Counting a million tokens takes longer than listing fifty. */
    static final int MOST_COUNTED = 10_000;

    /** An empty list. */
    public static final InventoryPage EMPTY = new InventoryPage(List.of(), null, null, 0, false);

    /**
     * The requested page of a list.
     *
     * @param after an {@link InventoryPage#after} of the same list; null or blank for the first page
     * @param before an {@link InventoryPage#before} of the same list, instead of it
     * @param size the maximum number of tokens, 1–500
     */
    public record Place(@Nullable String after, @Nullable String before, int size) {

        public Place {
            after = after == null || after.isBlank() ? null : after.strip();
            before = before == null || before.isBlank() ? null : before.strip();
            if (size < 1 || size > 500) {
                throw new IllegalArgumentException("size " + size);
            }
        }
    }
}

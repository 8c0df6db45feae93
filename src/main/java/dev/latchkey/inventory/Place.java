package dev.latchkey.inventory;

import org.jspecify.annotations.Nullable;

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

package dev.latchkey.inventory;

import java.io.Serializable;

/** A sort order and its direction. */
public record InventorySort(InventoryOrder order, boolean ascending) implements Serializable {

    /** Newest first. */
    public static final InventorySort NEWEST_FIRST = new InventorySort(InventoryOrder.CREATED, false);

    InventorySort reversed() {
        return new InventorySort(order, !ascending);
    }
}

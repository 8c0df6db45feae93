package dev.latchkey.inventory;

import java.io.Serializable;

/** In which order, and which way round. */
public record InventorySort(InventoryOrder order, boolean ascending) implements Serializable {

    /** The newest first. */
    public static final InventorySort NEWEST_FIRST = new InventorySort(InventoryOrder.CREATED, false);

    InventorySort reversed() {
        return new InventorySort(order, !ascending);
    }
}

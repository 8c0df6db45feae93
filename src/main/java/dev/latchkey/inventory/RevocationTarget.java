package dev.latchkey.inventory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A selection of tokens, by query or by ids.
 *
 * @param query null for a selection by ids
 * @param ids at most 200
 */
public record RevocationTarget(
        @Nullable @Valid InventoryQuery query,

        @Size(max = 200, message = "{api.ids}") List<Long> ids) implements Serializable {

    public static RevocationTarget matching(InventoryQuery query) {
        return new RevocationTarget(query, List.of());
    }

    public static RevocationTarget of(List<Long> ids) {
        return new RevocationTarget(null, List.copyOf(ids));
    }
}

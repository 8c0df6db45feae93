package dev.latchkey.inventory.rest;

import dev.latchkey.inventory.InventoryParameters;
import dev.latchkey.inventory.InventoryQuery;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The parameters of a call that say which tokens. */
final class Filter {

    private Filter() {}

    /** Those that are given; each has one value, or the call has been refused already. */
    static Map<String, String> given(MultivaluedMap<String, String> parameters) {
        return InventoryParameters.NAMES.stream()
                .filter(parameters::containsKey)
                .collect(Collectors.toMap(name -> name, parameters::getFirst));
    }

    static InventoryQuery query(MultivaluedMap<String, String> parameters) {
        return InventoryParameters.read(given(parameters));
    }
}

package dev.latchkey.token.rest;

import dev.latchkey.inventory.InventoryParameters;
import dev.latchkey.inventory.InventoryQuery;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The filter parameters of a call. */
final class Filter {

    private Filter() {}

    /** The filter parameters of the request, single-valued as checked before. */
    static Map<String, String> given(MultivaluedMap<String, String> parameters) {
        return InventoryParameters.NAMES.stream()
                .filter(parameters::containsKey)
                .collect(Collectors.toMap(name -> name, parameters::getFirst));
    }

    static InventoryQuery query(MultivaluedMap<String, String> parameters) {
        return InventoryParameters.read(given(parameters));
    }
}

package dev.latchkey.platform.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnifaces.util.Servlets;
import org.primefaces.PrimeFaces;

/** What a page's address says of its state, so that reload, back and a shared link keep it. */
public final class Address {

    private final Map<String, List<String>> parameters = new LinkedHashMap<>();

    /** A part of the state; left out while it is as usual. */
    public Address with(String name, Object value, Object usual) {
        if (!value.equals(usual)) {
            parameters.put(name, List.of(value.toString()));
        }
        return this;
    }

    /** Lets the browser show it once the current answer has arrived. */
    public void show() {
        PrimeFaces.current().ajax().addCallbackParam("address", "?" + Servlets.toQueryString(parameters));
    }
}

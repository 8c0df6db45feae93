package dev.latchkey.platform.rest;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes callers at their word: what they have given is never taken for absent. A parameter with a blank value, as of a script
 * whose variable is empty, and one that the call does not know are refused, both by name.
 */
@Provider
public class ParameterCheck implements ContainerRequestFilter {

    /** Where a blank value means something: everything is searched for, or what was there is taken away. */
    static final Set<String> MAY_BE_BLANK = Set.of("q", "description", "email");

    private static final Map<Method, Set<String>> TAKEN = new ConcurrentHashMap<>();

    private final ResourceInfo call;

    public ParameterCheck(@Context ResourceInfo call) {
        this.call = call;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var method = call.getResourceMethod();
        var taken = TAKEN.computeIfAbsent(method, ParameterNames::of);
        var faults = new ArrayList<String>();
        RequestParameters.of(request).forEach((name, value) -> {
            if (!taken.contains(name)) {
                if (!isIgnored(method, name)) {
                    faults.add(Errors.text("api.parameter.unknown", name));
                }
            } else if (value.isBlank() && !MAY_BE_BLANK.contains(name)) {
                faults.add(Errors.text("api.parameter.blank", name));
            }
        });
        if (!faults.isEmpty()) {
            throw new BadRequestException(Errors.response(400, faults));
        }
    }

    private static boolean isIgnored(Method method, String unknown) {
        return Optional.ofNullable(method.getAnnotation(IgnoresUnknownParameters.class))
                .filter(ignores -> !Set.of(ignores.except()).contains(unknown))
                .isPresent();
    }
}

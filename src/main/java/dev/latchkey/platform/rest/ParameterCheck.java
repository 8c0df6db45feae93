package dev.latchkey.platform.rest;

import dev.latchkey.shared.Fault;
import dev.latchkey.shared.Message;
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
 * Rejects blank and unknown parameters by name instead of treating them as absent: a script with an empty variable must
 * not get the call without the parameter.
 */
@Provider
public class ParameterCheck implements ContainerRequestFilter {

    /** Parameters for which blank is meaningful: search for everything, or clear a value. */
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
        var faults = new ArrayList<Fault>();
        RequestParameters.of(request).forEach((name, value) -> {
            if (!taken.contains(name)) {
                if (!isIgnored(method, name)) {
                    faults.add(new Fault(name, Message.of("api.parameter.unknown", name)));
                }
            } else if (value.isBlank() && !MAY_BE_BLANK.contains(name)) {
                faults.add(new Fault(name, Message.of("api.parameter.blank", name)));
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

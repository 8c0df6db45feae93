package dev.latchkey.platform.rest;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters that the method of a call declares. */
public final class ParameterNames {

    private ParameterNames() {}

    /** The parameters of one resource method. */
    public static Set<String> of(Method call) {
        return Stream.concat(Arrays.stream(call.getParameters()).flatMap(ParameterNames::of), readByTheCall(call))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> of(Parameter parameter) {
        return parameter.isAnnotationPresent(BeanParam.class)
                ? Arrays.stream(parameter.getType().getDeclaredFields()).flatMap(field -> name(field).stream())
                : name(parameter).stream();
    }

    /** The name that a parameter or field declares. */
    static Optional<String> name(AnnotatedElement declared) {
        return Optional.ofNullable(declared.getAnnotation(QueryParam.class))
                .map(QueryParam::value)
                .or(() -> Optional.ofNullable(declared.getAnnotation(FormParam.class))
                        .map(FormParam::value));
    }

    private static Stream<String> readByTheCall(Method call) {
        return Arrays.stream(call.getAnnotations())
                .map(annotation -> annotation instanceof AlsoTakes names
                        ? names
                        : annotation.annotationType().getAnnotation(AlsoTakes.class))
                .filter(names -> names != null)
                .flatMap(names -> Arrays.stream(names.value()));
    }
}

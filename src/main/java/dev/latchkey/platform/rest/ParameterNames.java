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

/** Which parameters a call takes, as its method declares them. */
public final class ParameterNames {

    private ParameterNames() {}

    /** Those of one method of a resource. */
    public static Set<String> of(Method call) {
        return Stream.concat(Arrays.stream(call.getParameters()).flatMap(ParameterNames::of), readByTheCall(call))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> of(Parameter parameter) {
        return parameter.isAnnotationPresent(BeanParam.class)
                ? Arrays.stream(parameter.getType().getDeclaredFields()).flatMap(field -> name(field).stream())
                : name(parameter).stream();
    }

    /** The one that a method's parameter or a field declares. */
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

package dev.latchkey.it;

import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.latchkey.platform.rest.OAuthEndpoint;
import dev.latchkey.platform.rest.ParameterNames;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every call of the Web API, as the resources declare it, by method and path, such as {@code GET api/users/search}. */
public final class ApiCalls {

    private static final Map<String, Method> METHODS = read();
    private static final Map<String, Set<String>> ALL = names();

    private ApiCalls() {}

    /** The names of the parameters of each call. */
    public static Map<String, Set<String>> all() {
        return ALL;
    }

    /** The method of a resource that answers each call. */
    public static Map<String, Method> methods() {
        return METHODS;
    }

    /** The endpoints of OAuth 2 outside of the Web API, such as {@code POST oauth2/revoke}. */
    public static Set<String> endpoints() {
        return new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("dev.latchkey").stream()
                        .filter(type ->
                                type.isAssignableTo(OAuthEndpoint.class) && type.isAnnotatedWith(WebServlet.class))
                        .flatMap(type -> Arrays.stream(
                                type.getAnnotationOfType(WebServlet.class).value()))
                        .map("POST "::concat)
                        .map(call -> call.replace(" /", " "))
                        .collect(toSet());
    }

    private static Map<String, Set<String>> names() {
        var names = new TreeMap<String, Set<String>>();
        METHODS.forEach((call, method) -> names.put(call, ParameterNames.of(method)));
        return names;
    }

    private static Map<String, Method> read() {
        var calls = new TreeMap<String, Method>();
        new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("dev.latchkey").stream()
                        .filter(resource -> resource.isAnnotatedWith(Path.class))
                        .map(JavaClass::reflect)
                        .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                        .filter(method ->
                                method.isAnnotationPresent(GET.class) || method.isAnnotationPresent(POST.class))
                        .forEach(method -> calls.put(name(method), method));
        return calls;
    }

    private static String name(Method call) {
        var path = call.getAnnotation(Path.class);
        return (call.isAnnotationPresent(GET.class) ? "GET" : "POST")
                + " api/"
                + call.getDeclaringClass().getAnnotation(Path.class).value()
                + (path == null ? "" : "/" + path.value());
    }
}

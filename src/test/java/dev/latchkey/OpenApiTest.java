package dev.latchkey;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.audit.AuditQuery;
import dev.latchkey.inventory.InventoryQuery;
import dev.latchkey.it.ApiCalls;
import dev.latchkey.platform.rest.Errors;
import dev.latchkey.platform.rest.OAuthEndpoint.OAuthError;
import dev.latchkey.platform.rest.PageParameters;
import dev.latchkey.platform.rest.ParameterNames;
import dev.latchkey.project.NewProject;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Readable;
import dev.latchkey.token.NewToken;
import dev.latchkey.user.GroupDetails;
import dev.latchkey.user.NewUser;
import dev.latchkey.user.UserUpdate;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The OpenAPI document describes every call that the resources answer, and no others. */
class OpenApiTest {

    private static final JsonObject DOCUMENT = read();
    private static final Map<String, Method> METHODS = methods();

    /** The record that checks the parameters of a call; its components have the names of the parameters. */
    private static final Map<String, Class<?>> CHECKED_BY = Map.of(
            "POST /api/user_tokens/generate", NewToken.class,
            "GET /api/user_tokens/search_all", InventoryQuery.class,
            "GET /api/user_tokens/export", InventoryQuery.class,
            "POST /api/user_tokens/bulk_revoke", InventoryQuery.class,
            "GET /api/audit_log/search", AuditQuery.class,
            "POST /api/users/create", NewUser.class,
            "POST /api/users/update", UserUpdate.class,
            "POST /api/user_groups/create", GroupDetails.class,
            "POST /api/user_groups/update", GroupDetails.class,
            "POST /api/projects/create", NewProject.class);

    @Test
    void everyCallIsDocumented() {
        var endpoints = ApiCalls.endpoints().stream().map(call -> call.replace(" ", " /"));

        assertThat(documentedCalls())
                .isEqualTo(Stream.concat(METHODS.keySet().stream(), endpoints).collect(toSet()));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyParameterIsDocumented(String call) {
        var documented = new TreeMap<String, String>();
        parameters(call).forEach((name, parameter) -> documented.put(name, shape(parameter.schema)));
        var declared = new TreeMap<String, String>();
        var method = requireNonNull(METHODS.get(call));
        for (var parameter : method.getParameters()) {
            name(parameter).ifPresent(name -> declared.put(name, shape(parameter.getParameterizedType())));
        }
        // parameters that the method reads from the request itself have no type in its signature
        var where = method.isAnnotationPresent(GET.class) ? "query " : "form ";
        ParameterNames.of(method).stream()
                .filter(name -> !declared.containsKey("query " + name) && !declared.containsKey("form " + name))
                .map(where::concat)
                .forEach(name -> declared.put(name, documented.getOrDefault(name, "undocumented")));
        assertThat(documented).isEqualTo(declared);
    }

    /** An absent parameter is null, unless the resource declares a default. */
    @ParameterizedTest
    @MethodSource("calls")
    void everyParameterIsRequiredOrHasItsDefault(String call) {
        var documented = parameters(call);
        for (var declared : requireNonNull(METHODS.get(call)).getParameters()) {
            name(declared).ifPresent(name -> {
                var parameter = requireNonNull(documented.get(name));
                var hasDefault = resolved(parameter.schema).getString("default", null) != null;
                if (declared.isAnnotationPresent(DefaultValue.class)) {
                    assertThat(parameter.required ^ hasDefault)
                            .as("%s of %s is required or has a default", name, call)
                            .isTrue();
                } else {
                    assertThat(hasDefault)
                            .as("%s of %s has a default", name, call)
                            .isFalse();
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("checkedCalls")
    void everyBoundIsDocumented(String call) {
        var documented = parameters(call);
        for (var component : requireNonNull(CHECKED_BY.get(call)).getRecordComponents()) {
            var name = component.getName().equals("text") ? "q" : component.getName();
            var parameter = documented.get((call.startsWith("GET") ? "query " : "form ") + name);
            if (parameter != null && component.getType() == String.class) {
                assertThat(resolved(parameter.schema).getInt("maxLength", Integer.MAX_VALUE))
                        .as("maximum length of %s of %s", name, call)
                        .isEqualTo(longest(component.getAccessor().getAnnotations()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyPageIsBoundedAsDocumented(String call) {
        var documented = parameters(call);
        for (var name : List.of("p", "ps")) {
            var parameter = documented.get("query " + name);
            if (parameter != null) {
                var schema = resolved(parameter.schema);
                var least = schema.getInt("minimum");
                var most = schema.getInt("maximum");
                assertThatCode(() -> page(name, least)).doesNotThrowAnyException();
                assertThatCode(() -> page(name, most)).doesNotThrowAnyException();
                assertThatExceptionOfType(InvalidException.class).isThrownBy(() -> page(name, least - 1));
                assertThatExceptionOfType(InvalidException.class).isThrownBy(() -> page(name, most + 1));
            }
        }
    }

    private static void page(String name, int value) {
        PageParameters.of(name.equals("p") ? value : null, name.equals("ps") ? value : null);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyAnswerIsDocumented(String call) {
        var method = requireNonNull(METHODS.get(call));
        var answers = operation(call).getJsonObject("responses");
        var type = method.getGenericReturnType();
        if (type == Response.class) {
            assertThat(answers.keySet()).containsAnyOf("200", "202", "204");
        } else if (type == void.class) {
            assertThat(answers.keySet()).contains("204").doesNotContain("200");
        } else {
            var content = answers.getJsonObject("200").getJsonObject("content");
            assertThat(content.size()).isEqualTo(1);
            var schema = content.values().iterator().next().asJsonObject().getJsonObject("schema");
            assertThat(shape(schema)).isEqualTo(shape(type));
        }
        if (method.isAnnotationPresent(Produces.class)) {
            assertThat(answers.getJsonObject("200").getJsonObject("content").keySet())
                    .containsExactlyInAnyOrder(
                            method.getAnnotation(Produces.class).value());
        }
    }

    @Test
    void everyErrorIsDocumented() {
        var errors = DOCUMENT.getJsonObject("components").getJsonObject("responses");
        assertThat(errors.keySet()).allSatisfy(error -> assertThat(shape(errors.getJsonObject(error)
                        .getJsonObject("content")
                        .getJsonObject("application/json")
                        .getJsonObject("schema")))
                .isEqualTo(shape(error.equals("OAuthError") ? OAuthError.class : Errors.class)));
    }

    private record Parameter(JsonObject schema, boolean required) {}

    /** The parameters of query and form, by {@code query name} or {@code form name}. */
    private static Map<String, Parameter> parameters(String call) {
        var operation = operation(call);
        var parameters = new TreeMap<String, Parameter>();
        if (operation.containsKey("parameters")) {
            operation.getJsonArray("parameters").getValuesAs(JsonObject.class).forEach(reference -> {
                var parameter = resolved(reference);
                parameters.put(
                        parameter.getString("in") + " " + parameter.getString("name"),
                        new Parameter(parameter.getJsonObject("schema"), parameter.getBoolean("required", false)));
            });
        }
        if (operation.containsKey("requestBody")) {
            var form = operation
                    .getJsonObject("requestBody")
                    .getJsonObject("content")
                    .getJsonObject("application/x-www-form-urlencoded");
            if (form != null) {
                var schema = resolved(form.getJsonObject("schema"));
                var required = required(schema);
                schema.getJsonObject("properties")
                        .forEach((name, property) -> parameters.put(
                                "form " + name, new Parameter(property.asJsonObject(), required.contains(name))));
            }
        }
        return parameters;
    }

    private static Optional<String> name(AnnotatedElement declared) {
        var query = declared.getAnnotation(QueryParam.class);
        var form = declared.getAnnotation(FormParam.class);
        return Optional.ofNullable(query)
                .map(parameter -> "query " + parameter.value())
                .or(() -> Optional.ofNullable(form).map(parameter -> "form " + parameter.value()));
    }

    private static int longest(Annotation[] constraints) {
        return Arrays.stream(constraints)
                .mapToInt(constraint -> {
                    var type = constraint.annotationType();
                    if (constraint instanceof Size size) {
                        return size.max();
                    }
                    if (constraint instanceof Readable readable) {
                        return readable.max();
                    }
                    var isOurs = type.getName().startsWith("dev.latchkey.");
                    return isOurs ? longest(type.getAnnotations()) : Integer.MAX_VALUE;
                })
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private static String shape(JsonObject reference) {
        var schema = resolved(reference);
        return switch (schema.getString("type")) {
            case "object" -> schema.containsKey("additionalProperties") ? "map" : properties(schema);
            case "array" -> "[" + shape(schema.getJsonObject("items")) + "]";
            default -> schema.getString("type") + format(schema) + values(schema);
        };
    }

    private static String properties(JsonObject schema) {
        var required = required(schema);
        return schema.getJsonObject("properties").entrySet().stream()
                .map(property -> property.getKey() + (required.contains(property.getKey()) ? "" : "?") + ": "
                        + shape(property.getValue().asJsonObject()))
                .sorted()
                .collect(joining(", ", "{", "}"));
    }

    private static String format(JsonObject schema) {
        var format = schema.getString("format", "");
        return Set.of("int32", "int64", "date").contains(format) ? " " + format : "";
    }

    private static String values(JsonObject schema) {
        return schema.containsKey("enum")
                ? schema.getJsonArray("enum").getValuesAs(JsonString::getString).toString()
                : "";
    }

    private static Set<String> required(JsonObject schema) {
        return schema.containsKey("required")
                ? Set.copyOf(schema.getJsonArray("required").getValuesAs(JsonString::getString))
                : Set.of();
    }

    private static String shape(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return parameterized.getRawType() == Map.class
                    ? "map"
                    : "[" + shape(parameterized.getActualTypeArguments()[0]) + "]";
        }
        var plain = (Class<?>) type;
        if (plain.isRecord()) {
            return Arrays.stream(plain.getRecordComponents())
                    .map(component -> name(component)
                            + (component.getAnnotatedType().isAnnotationPresent(Nullable.class) ? "?" : "")
                            + ": "
                            + shape(component.getGenericType()))
                    .sorted()
                    .collect(joining(", ", "{", "}"));
        }
        if (plain.isEnum()) {
            return "string" + Arrays.toString(plain.getEnumConstants());
        }
        if (plain == int.class || plain == Integer.class) {
            return "integer int32";
        }
        if (plain == long.class || plain == Long.class) {
            return "integer int64";
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return "boolean";
        }
        return plain == LocalDate.class ? "string date" : "string";
    }

    private static String name(RecordComponent component) {
        var property = component.getAccessor().getAnnotation(JsonbProperty.class);
        return property == null ? component.getName() : property.value();
    }

    private static JsonObject operation(String call) {
        var words = call.split(" ", 2);
        return DOCUMENT.getJsonObject("paths")
                .getJsonObject(words[1])
                .getJsonObject(words[0].equals("GET") ? "get" : "post");
    }

    /** The schema with its {@code $ref} followed and its {@code allOf} merged. */
    private static JsonObject resolved(JsonObject node) {
        if (node.containsKey("$ref")) {
            return resolved(
                    DOCUMENT.getValue(node.getString("$ref").substring(1)).asJsonObject());
        }
        if (!node.containsKey("allOf")) {
            return node;
        }
        var whole = Json.createObjectBuilder();
        var properties = Json.createObjectBuilder();
        node.getJsonArray("allOf").getValuesAs(JsonObject.class).stream()
                .map(OpenApiTest::resolved)
                .forEach(part -> {
                    part.forEach(whole::add);
                    part.getOrDefault("properties", JsonObject.EMPTY_JSON_OBJECT)
                            .asJsonObject()
                            .forEach(properties::add);
                });
        return whole.add("properties", properties).build();
    }

    private static Set<String> documentedCalls() {
        return DOCUMENT.getJsonObject("paths").entrySet().stream()
                .flatMap(path -> path.getValue().asJsonObject().keySet().stream()
                        .map(method -> (method.equals("get") ? "GET " : "POST ") + path.getKey()))
                .collect(toSet());
    }

    static Stream<String> calls() {
        return METHODS.keySet().stream();
    }

    static Stream<String> checkedCalls() {
        return CHECKED_BY.keySet().stream();
    }

    /** The methods by call, with the leading slash that the document has. */
    private static Map<String, Method> methods() {
        var methods = new TreeMap<String, Method>();
        ApiCalls.methods().forEach((call, method) -> methods.put(call.replace(" api/", " /api/"), method));
        return methods;
    }

    private static JsonObject read() {
        try (var document =
                Files.newBufferedReader(java.nio.file.Path.of("src/main/resources/META-INF/openapi.yaml"))) {
            return Json.createObjectBuilder(new Yaml().<Map<String, Object>>load(document))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.latchkey.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One replay of the recorded exchanges of {@code web-api.json} against a server, in their order.
 *
 * <p>A step names the caller, the call and the expected answer: the status and, for JSON, the recorded fields. Answers
 * may have more fields, and error messages are not compared. A value is literal or a type in angle brackets.
 * Placeholders are {@code {run}} (new in every replay), {@code {today+N}} (a day in UTC) and values saved by an
 * earlier step.
 */
final class Conformance {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final Pattern DAY = Pattern.compile("\\{today([+-]\\d+)?}");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[+-]\\d{4}");
    private static final int SHORTEST_TOKEN = 20;

    private final Api api;
    private final Map<String, String> known = new HashMap<>();

    Conformance(Api api) {
        this.api = api;
        known.put("run", Long.toHexString(System.currentTimeMillis() & 0xFFFF_FFFFL));
    }

    static List<JsonObject> scenarios() {
        try (var file = Objects.requireNonNull(Conformance.class.getResourceAsStream("web-api.json"));
                var reader = Json.createReader(file)) {
            return reader.readArray().getValuesAs(JsonObject.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Describes how the answer differs from the recorded one; empty if it matches. */
    Optional<String> replay(JsonObject step) {
        var parameters = step.containsKey("params") ? step.getJsonObject("params") : JsonValue.EMPTY_JSON_OBJECT;
        var answer = caller(step.getString("as"))
                .call(
                        step.getString("method"),
                        step.getString("path"),
                        parameters.keySet().stream()
                                .collect(Collectors.toMap(name -> name, name -> filled(parameters.getString(name)))));
        if (answer.status() != step.getInt("status")) {
            return Optional.of("status: wanted " + step.getInt("status") + ", got " + answer.status() + " "
                    + (answer.status() < 400 ? "" : answer.text()));
        }
        if (step.containsKey("save")) {
            step.getJsonObject("save")
                    .forEach((name, field) ->
                            known.put(name, answer.json().getString(((JsonString) field).getString())));
        }
        return step.containsKey("body") ? differs("body", step.get("body"), answer.json()) : Optional.empty();
    }

    private Api caller(String who) {
        var words = filled(who).split(" ", 2);
        return switch (words[0]) {
            case "admin" -> api.asAdmin();
            case "anonymous" -> api.anonymous();
            case "password" -> api.withPassword(words[1].split(":", 2)[0], words[1].split(":", 2)[1]);
            case "bearer" -> api.withBearer(words[1]);
            case "basic-token" -> api.withBasicToken(words[1]);
            default -> throw new IllegalArgumentException(who);
        };
    }

    private String filled(String text) {
        var today = LocalDate.now(ZoneOffset.UTC);
        var dated = DAY.matcher(text)
                .replaceAll(day -> today.plusDays(day.group(1) == null ? 0 : Integer.parseInt(day.group(1)))
                        .toString());
        return PLACEHOLDER.matcher(dated).replaceAll(name -> known.getOrDefault(name.group(1), "$0"));
    }

    private Optional<String> differs(String at, JsonValue wanted, JsonValue got) {
        if (wanted.getValueType() == ValueType.OBJECT && got.getValueType() == ValueType.OBJECT) {
            return wanted.asJsonObject().entrySet().stream()
                    .flatMap(field -> field(at, field, got.asJsonObject()).stream())
                    .findFirst();
        }
        if (wanted.getValueType() == ValueType.ARRAY && got.getValueType() == ValueType.ARRAY) {
            return items(at, wanted.asJsonArray(), got.asJsonArray());
        }
        return matches(wanted, got)
                ? Optional.empty()
                : Optional.of(at + ": wanted " + (wanted instanceof JsonString text ? filled(text.getString()) : wanted)
                        + ", got " + got);
    }

    private Optional<String> field(String at, Map.Entry<String, JsonValue> wanted, JsonObject got) {
        var path = at + "." + wanted.getKey();
        return got.containsKey(wanted.getKey())
                ? differs(path, wanted.getValue(), got.get(wanted.getKey()))
                : Optional.of(path + ": missing");
    }

    private Optional<String> items(String at, JsonArray wanted, JsonArray got) {
        if (wanted.size() != got.size()) {
            return Optional.of(at + ": wanted " + wanted.size() + " items, got " + got.size());
        }
        return IntStream.range(0, wanted.size())
                .mapToObj(i -> differs(at + "[" + i + "]", wanted.get(i), got.get(i)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private boolean matches(JsonValue wanted, JsonValue got) {
        if (!(wanted instanceof JsonString tag)) {
            return wanted.equals(got);
        }
        var text = got instanceof JsonString string ? string.getString() : "";
        return switch (tag.getString()) {
            case "<string>" -> !text.isEmpty();
            case "<token>" -> text.length() >= SHORTEST_TOKEN;
            case "<datetime>" -> MOMENT.matcher(text).matches();
            case "<int>" -> got instanceof JsonNumber number && number.isIntegral();
            case "<bool>" -> Stream.of(JsonValue.TRUE, JsonValue.FALSE).anyMatch(got::equals);
            default -> got instanceof JsonString && text.equals(filled(tag.getString()));
        };
    }
}

package dev.latchkey.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Canonical JSON (RFC 8785), as far as entries need it: objects with text, integers below 2^53, booleans and canonical
 * objects. Members are sorted by UTF-16 code units; null values are omitted.
 */
final class CanonicalJson {

    private final Map<String, String> members = new TreeMap<>();

    static String of(Map<String, String> texts) {
        var json = new CanonicalJson();
        texts.forEach(json::put);
        return json.toString();
    }

    CanonicalJson put(String name, @Nullable String text) {
        return written(name, text == null ? null : quoted(text));
    }

    CanonicalJson put(String name, @Nullable Number whole) {
        return written(name, whole == null ? null : Long.toString(whole.longValue()));
    }

    CanonicalJson put(String name, boolean truth) {
        return written(name, Boolean.toString(truth));
    }

    /** Adds a value in canonical form. */
    CanonicalJson written(String name, @Nullable String json) {
        if (json != null) {
            members.put(name, json);
        }
        return this;
    }

    /** A quoted string with minimal escaping (RFC 8785, 3.2.2.2). */
    static String quoted(String text) {
        var json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\b' -> json.append("\\b");
                case '\t' -> json.append("\\t");
                case '\n' -> json.append("\\n");
                case '\f' -> json.append("\\f");
                case '\r' -> json.append("\\r");
                default -> {
                    if (c < ' ') {
                        json.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }

    @Override
    public String toString() {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}

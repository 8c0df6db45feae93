package dev.latchkey.inventory;

import dev.latchkey.inventory.InventoryQuery.Range;
import dev.latchkey.inventory.InventoryQuery.Status;
import dev.latchkey.shared.DateText;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.token.TokenType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A query as texts, named as in the Web API, for URLs, forms and stored tasks. */
public final class InventoryParameters {

    /** The names of the parameters. */
    public static final List<String> NAMES = List.of(
            "login",
            "owner",
            "creator",
            "type",
            "projectKey",
            "scope",
            "status",
            "createdFrom",
            "createdUntil",
            "lastUsedFrom",
            "lastUsedUntil",
            "expiresFrom",
            "expiresUntil",
            "neverExpires",
            "breaksPolicy",
            "everyScope",
            "everyNetwork",
            "unusedForDays",
            "lineage");

    private static final Set<String> PEOPLE = Set.of("login", "owner", "creator");

    private final Function<String, @Nullable String> texts;

    private InventoryParameters(Function<String, @Nullable String> texts) {
        this.texts = texts;
    }

    /**
     * Parses a query; absent and blank values do not filter.
     *
     * @param texts the value of the parameter with a name; null if absent
     * @throws InvalidException naming an invalid parameter
     */
    public static InventoryQuery read(Function<String, @Nullable String> texts) {
        return new InventoryParameters(texts).query();
    }

    private InventoryQuery query() {
        var status = constant("status", Status.values());
        return new InventoryQuery(
                text("login"),
                text("owner"),
                text("creator"),
                constant("type", TokenType.values()),
                text("projectKey"),
                text("scope"),
                status == null ? Status.LIVE : status,
                new Range<>(moment("createdFrom"), moment("createdUntil")),
                new Range<>(moment("lastUsedFrom"), moment("lastUsedUntil")),
                new Range<>(day("expiresFrom"), day("expiresUntil")),
                flag("neverExpires"),
                flag("breaksPolicy"),
                flag("everyScope"),
                flag("everyNetwork"),
                value("unusedForDays", "value.integer", Integer::valueOf),
                value("lineage", "value.integer", Long::valueOf));
    }

    private String text(String name) {
        return Objects.requireNonNullElse(texts.apply(name), "").strip();
    }

    private <T extends Enum<T>> @Nullable T constant(String name, T[] known) {
        if (text(name).isEmpty()) {
            return null;
        }
        return Arrays.stream(known)
                .filter(constant -> constant.name().equals(text(name)))
                .findFirst()
                .orElseThrow(() -> new InvalidException(
                        name, "value.enum", Arrays.stream(known).map(Enum::name).collect(Collectors.joining(", "))));
    }

    private @Nullable Instant moment(String name) {
        return value(name, "value.moment", DateText::moment);
    }

    private @Nullable LocalDate day(String name) {
        return value(name, "value.day", DateText::day);
    }

    private boolean flag(String name) {
        return switch (text(name)) {
            case "true", "yes" -> true;
            case "", "false", "no" -> false;
            default -> throw new InvalidException(name, "value.boolean");
        };
    }

    private <T> @Nullable T value(String name, String refusal, Function<String, T> parse) {
        try {
            return text(name).isEmpty() ? null : parse.apply(text(name));
        } catch (DateTimeException | NumberFormatException e) {
            throw new InvalidException(name, refusal);
        }
    }

    /** Writes a query as texts. */
    public static Map<String, String> write(InventoryQuery query) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("login", query.login());
        texts.put("owner", query.owner());
        texts.put("creator", query.creator());
        texts.put("type", query.type() == null ? "" : query.type().name());
        texts.put("projectKey", query.projectKey());
        texts.put("scope", query.scope());
        texts.put("status", query.status().name());
        texts.put("createdFrom", moment(query.created().from()));
        texts.put("createdUntil", moment(query.created().until()));
        texts.put("lastUsedFrom", moment(query.lastUsed().from()));
        texts.put("lastUsedUntil", moment(query.lastUsed().until()));
        texts.put("expiresFrom", day(query.expires().from()));
        texts.put("expiresUntil", day(query.expires().until()));
        texts.put("neverExpires", query.neverExpires() ? "true" : "");
        texts.put("breaksPolicy", query.breaksPolicy() ? "true" : "");
        texts.put("everyScope", query.everyScope() ? "true" : "");
        texts.put("everyNetwork", query.everyNetwork() ? "true" : "");
        texts.put("unusedForDays", query.unusedForDays() == null ? "" : Integer.toString(query.unusedForDays()));
        texts.put("lineage", query.lineage() == null ? "" : Long.toString(query.lineage()));
        texts.values().removeIf(String::isEmpty);
        return texts;
    }

    /**
     * A description for the audit log, without names of users, because the log is permanent and users may be
     * anonymized.
     */
    static String inWords(InventoryQuery query) {
        return write(query).entrySet().stream()
                .map(word -> word.getKey() + "=" + (PEOPLE.contains(word.getKey()) ? "…" : word.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String moment(@Nullable Instant moment) {
        return moment == null ? "" : DateText.of(moment);
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "" : DateText.of(day);
    }
}

package dev.latchkey.inventory;

import dev.latchkey.token.TokenSummary;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sort order; ties are sorted by id. */
public enum InventoryOrder {
    CREATED("t.created_at", null, text -> dated(text, Instant::parse), TokenSummary::createdAt),
    /** Tokens that have never been used come first. */
    LAST_USE("t.last_use_order", Instant.EPOCH, text -> dated(text, Instant::parse), TokenSummary::lastUsedAt),
    /** Tokens that do not expire come last. */
    EXPIRATION(
            "t.expiration_order",
            LocalDate.of(9999, 12, 31),
            text -> dated(text, LocalDate::parse),
            TokenSummary::expiresOn),
    /** By login in code-point order. */
    OWNER("u.login", null, InventoryOrder::named, TokenSummary::login),
    /** In code-point order. */
    NAME("t.name", null, InventoryOrder::named, TokenSummary::name);

    private final String key;
    private final @Nullable Serializable absent;
    private final Function<String, Serializable> parse;
    private final Function<TokenSummary, @Nullable Serializable> value;

    InventoryOrder(
            String key,
            @Nullable Serializable absent,
            Function<String, Serializable> parse,
            Function<TokenSummary, @Nullable Serializable> value) {
        this.key = key;
        this.absent = absent;
        this.parse = parse;
        this.value = value;
    }

    /** The sort column, never null; indexed together with the id. */
    String key() {
        return key;
    }

    /** The sort key of tokens without the value; null if all have one. */
    @Nullable
    Serializable absent() {
        return absent;
    }

    /** @throws RuntimeException if the text is not a sort key */
    Serializable parse(String text) {
        return parse.apply(text);
    }

    /** The value of this token; null if it has none. */
    @Nullable
    Serializable value(TokenSummary token) {
        return value.apply(token);
    }

    /** Four-digit years only, as both databases support them. */
    private static <T> T dated(String text, Function<String, T> parse) {
        if (!Character.isDigit(text.charAt(0))) {
            throw new IllegalArgumentException(text);
        }
        return parse.apply(text);
    }

    private static String named(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("control characters");
        }
        return text;
    }
}

package dev.latchkey.inventory;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the inventory is sorted by; the id decides between equals. */
public enum InventoryOrder {
    CREATED("t.created_at", Absent.NEVER, Instant.EPOCH, text -> dated(text, Instant::parse), ListedToken::createdAt),
    /** What nobody has used counts as used longest ago. */
    LAST_USE(
            "t.last_used_at",
            Absent.FIRST,
            Instant.EPOCH,
            text -> dated(text, Instant::parse),
            ListedToken::lastUsedAt),
    /** What does not expire counts as expiring last. */
    EXPIRATION(
            "t.expires_on",
            Absent.LAST,
            LocalDate.EPOCH,
            text -> dated(text, LocalDate::parse),
            ListedToken::expiresOn),
    /** By login in code-point order. */
    OWNER("u.login", Absent.NEVER, "", InventoryOrder::named, ListedToken::login),
    /** In code-point order. */
    NAME("t.name", Absent.NEVER, "", InventoryOrder::named, ListedToken::name);

    /** Where tokens without a value stand when the others ascend. */
    enum Absent {
        NEVER,
        FIRST,
        LAST
    }

    private final String column;
    private final Absent absent;
    private final Serializable earliest;
    private final Function<String, Serializable> parse;
    private final Function<ListedToken, @Nullable Serializable> key;

    InventoryOrder(
            String column,
            Absent absent,
            Serializable earliest,
            Function<String, Serializable> parse,
            Function<ListedToken, @Nullable Serializable> key) {
        this.column = column;
        this.absent = absent;
        this.earliest = earliest;
        this.parse = parse;
        this.key = key;
    }

    String column() {
        return column;
    }

    Absent absent() {
        return absent;
    }

    /** No value is before this one. */
    Serializable earliest() {
        return earliest;
    }

    /** @throws RuntimeException when it is no value to sort by */
    Serializable parse(String text) {
        return parse.apply(text);
    }

    /** What this token is sorted by; null when it has no such value. */
    @Nullable
    Serializable key(ListedToken token) {
        return key.apply(token);
    }

    /** Of years with four digits, as both databases know them. */
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

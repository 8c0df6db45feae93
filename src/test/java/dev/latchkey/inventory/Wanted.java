package dev.latchkey.inventory;

import dev.latchkey.inventory.InventoryQuery.Range;
import dev.latchkey.inventory.InventoryQuery.Status;
import dev.latchkey.token.TokenType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds queries for tests; a field that the test does not set matches every token. */
final class Wanted {

    String login = "";
    String owner = "";
    String creator = "";

    @Nullable
    TokenType type;

    String projectKey = "";
    String scope = "";
    Status status = Status.ALL;
    Range<Instant> created = new Range<>(null, null);
    Range<Instant> lastUsed = new Range<>(null, null);
    Range<LocalDate> expires = new Range<>(null, null);
    boolean neverExpires;
    boolean breaksPolicy;

    boolean everyScope;

    boolean everyNetwork;

    @Nullable
    Integer unusedForDays;

    @Nullable
    Long lineage;

    static InventoryQuery tokens(Consumer<Wanted> about) {
        var wanted = new Wanted();
        about.accept(wanted);
        return new InventoryQuery(
                wanted.login,
                wanted.owner,
                wanted.creator,
                wanted.type,
                wanted.projectKey,
                wanted.scope,
                wanted.status,
                wanted.created,
                wanted.lastUsed,
                wanted.expires,
                wanted.neverExpires,
                wanted.breaksPolicy,
                wanted.everyScope,
                wanted.everyNetwork,
                wanted.unusedForDays,
                wanted.lineage);
    }
}

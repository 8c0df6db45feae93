package dev.latchkey.inventory.rest;

import dev.latchkey.inventory.InventoryQuery;
import dev.latchkey.inventory.InventoryQuery.Status;
import dev.latchkey.inventory.Range;
import dev.latchkey.token.TokenType;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which tokens, as the parameters say. What each means stands at the calls: the OpenAPI document takes it from there alone. */
public class Filter {

    @QueryParam("owner")
    @DefaultValue("")
    String owner = "";

    @QueryParam("creator")
    @DefaultValue("")
    String creator = "";

    @QueryParam("type")
    @Nullable
    TokenType type;

    @QueryParam("projectKey")
    @DefaultValue("")
    String projectKey = "";

    @QueryParam("status")
    @Nullable
    Status status;

    @QueryParam("createdFrom")
    @Nullable
    Instant createdFrom;

    @QueryParam("createdUntil")
    @Nullable
    Instant createdUntil;

    @QueryParam("lastUsedFrom")
    @Nullable
    Instant lastUsedFrom;

    @QueryParam("lastUsedUntil")
    @Nullable
    Instant lastUsedUntil;

    @QueryParam("expiresFrom")
    @Nullable
    LocalDate expiresFrom;

    @QueryParam("expiresUntil")
    @Nullable
    LocalDate expiresUntil;

    @QueryParam("neverExpires")
    @Nullable
    Boolean neverExpires;

    @QueryParam("breaksPolicy")
    @Nullable
    Boolean breaksPolicy;

    @QueryParam("unusedForDays")
    @Nullable
    Integer unusedForDays;

    InventoryQuery query() {
        return new InventoryQuery(
                owner,
                creator,
                type,
                projectKey,
                status == null ? Status.LIVE : status,
                new Range<>(createdFrom, createdUntil),
                new Range<>(lastUsedFrom, lastUsedUntil),
                new Range<>(expiresFrom, expiresUntil),
                Boolean.TRUE.equals(neverExpires),
                Boolean.TRUE.equals(breaksPolicy),
                unusedForDays);
    }
}

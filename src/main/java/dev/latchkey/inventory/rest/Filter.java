package dev.latchkey.inventory.rest;

import dev.latchkey.inventory.InventoryQuery;
import dev.latchkey.inventory.InventoryQuery.Status;
import dev.latchkey.inventory.Range;
import dev.latchkey.token.TokenType;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which tokens, as the parameters say. */
public class Filter {

    @QueryParam("owner")
    @DefaultValue("")
    @Parameter(description = "What login, name or email of the owner contains, in any case", example = "ann")
    String owner = "";

    @QueryParam("creator")
    @DefaultValue("")
    @Parameter(description = "The same of who generated it", example = "admin")
    String creator = "";

    @QueryParam("type")
    @Parameter(description = "What the token is for; any when absent")
    @Nullable
    TokenType type;

    @QueryParam("projectKey")
    @DefaultValue("")
    @Parameter(description = "The project that it is for", example = "shop")
    String projectKey = "";

    @QueryParam("status")
    @Parameter(description = "LIVE when absent: good at this moment")
    @Nullable
    Status status;

    @QueryParam("createdFrom")
    @Parameter(description = "Generated at this moment or later", example = "2026-11-01")
    @Nullable
    Instant createdFrom;

    @QueryParam("createdUntil")
    @Parameter(description = "Generated before this moment", example = "2026-12-01")
    @Nullable
    Instant createdUntil;

    @QueryParam("lastUsedFrom")
    @Parameter(description = "Last used at this moment or later", example = "2026-11-01")
    @Nullable
    Instant lastUsedFrom;

    @QueryParam("lastUsedUntil")
    @Parameter(description = "Last used before this moment", example = "2026-12-01")
    @Nullable
    Instant lastUsedUntil;

    @QueryParam("expiresFrom")
    @Parameter(description = "Expires on this day or later", example = "2027-01-01")
    @Nullable
    LocalDate expiresFrom;

    @QueryParam("expiresUntil")
    @Parameter(description = "Expires before this day", example = "2027-02-01")
    @Nullable
    LocalDate expiresUntil;

    @QueryParam("neverExpires")
    @Parameter(description = "true for those alone that do not expire")
    @Nullable
    Boolean neverExpires;

    @QueryParam("breaksPolicy")
    @Parameter(description = "true for those alone that live longer than the policy would allow them today")
    @Nullable
    Boolean breaksPolicy;

    @QueryParam("unusedForDays")
    @Parameter(description = "Neither used nor generated for so many days, 1–3650", example = "90")
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

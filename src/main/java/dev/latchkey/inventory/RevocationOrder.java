package dev.latchkey.inventory;

import dev.latchkey.inventory.InventoryQuery.Status;
import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.token.EndReason;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ordered revocation.
 *
 * @param asOf the moment of the selection; excludes tokens generated since
 * @param latest the latest expiration under the policy at that time; null for any
 */
record RevocationOrder(
        RevocationTarget selection, Instant asOf, @Nullable LocalDate latest, EndReason reason) {

    /** Tokens that were active when they were counted; one that has got a new value since is still that token. */
    Conditions conditions() {
        var query = selection.query();
        var chosen =
                query == null ? Conditions.NONE.among(selection.ids()) : Conditions.ofAnyStatus(query, asOf, latest);
        var wanted = isOfEnded(query) ? chosen.among(List.of()) : chosen.activeAt(asOf);
        return wanted.with(Sql.of("t.created_at < ?", asOf));
    }

    /** Ended tokens cannot be revoked. */
    private static boolean isOfEnded(@Nullable InventoryQuery query) {
        return query != null && (query.status() == Status.EXPIRED || query.status() == Status.REVOKED);
    }

    /** JSON, at most 4000 characters, for {@link #parse}. A query is stored by its parameters. */
    String toText() {
        var json = Json.createObjectBuilder().add("reason", reason.name()).add("asOf", asOf.toString());
        if (latest != null) {
            json.add("latest", latest.toString());
        }
        var query = selection.query();
        if (query == null) {
            json.add("ids", Json.createArrayBuilder(selection.ids()));
        } else {
            InventoryParameters.write(query).forEach(json::add);
        }
        return json.build().toString();
    }

    static RevocationOrder parse(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            var json = reader.readObject();
            return new RevocationOrder(
                    json.containsKey("ids")
                            ? RevocationTarget.of(json.getJsonArray("ids").getValuesAs(JsonNumber::longValue))
                            : RevocationTarget.matching(InventoryParameters.read(name -> json.getString(name, null))),
                    Instant.parse(json.getString("asOf")),
                    json.containsKey("latest") ? LocalDate.parse(json.getString("latest")) : null,
                    EndReason.valueOf(json.getString("reason")));
        }
    }
}

package dev.latchkey.token.rest;

import dev.latchkey.inventory.BulkRevocation;
import dev.latchkey.inventory.InventoryParameters;
import dev.latchkey.inventory.RevocationPreview;
import dev.latchkey.inventory.RevocationTarget;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.token.EndReason;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Revokes many tokens at once. */
@Path("user_tokens/bulk_revoke")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class BulkRevocationResource {

    @EJB
    BulkRevocation revocation;

    /**
     * The number of active tokens, and the task that revokes them; for a dry run instead {@code asOf}, to be sent with
     * the same call, and the descendants that would end, too.
     */
    public record Started(
            int count,
            @Nullable String taskId,
            @Nullable String asOf,
            @Nullable Descent descendants) {}

    /** Active descendants of leaked tokens, the newest hundred by name. */
    public record Descent(int count, List<InventoryToken> userTokens) {}

    @POST
    @TakesFilter
    public Started revoke(
            @FormParam("ids") @DefaultValue("") String ids,
            @FormParam("reason") @Nullable EndReason reason,
            @FormParam("dryRun") @Nullable Boolean dryRun,
            @FormParam("asOf") @DefaultValue("") String asOf,
            Form form) {
        var selection = selection(ids, form);
        if (Boolean.TRUE.equals(dryRun)) {
            var preview = revocation.preview(selection);
            return new Started(
                    preview.count(),
                    null,
                    preview.toText(),
                    reason == EndReason.LEAKED ? descent(selection, preview) : null);
        }
        var seen = asOf.isBlank() ? revocation.preview(selection) : RevocationPreview.parse(asOf.strip());
        var task = revocation.start(selection, reason == null ? EndReason.ADMINISTRATOR : reason, seen);
        return new Started(task.total(), Long.toString(task.id()), null, null);
    }

    private Descent descent(RevocationTarget selection, RevocationPreview preview) {
        var found = revocation.descendants(selection, preview);
        return new Descent(
                found.count(), found.tokens().stream().map(InventoryToken::of).toList());
    }

    private static RevocationTarget selection(String ids, Form form) {
        var query = InventoryParameters.read(form.asMap()::getFirst);
        // a query without filter counts as none, unless it asks for all active tokens explicitly
        var filtered = query.isNarrow() || "LIVE".equals(form.asMap().getFirst("status"));
        if (ids.isBlank() != filtered) {
            throw new InvalidException("ids", ids.isBlank() ? "api.selection.missing" : "api.selection.both");
        }
        return ids.isBlank() ? RevocationTarget.matching(query) : RevocationTarget.of(parse(ids));
    }

    private static List<Long> parse(String ids) {
        try {
            return Arrays.stream(ids.split(","))
                    .map(id -> Long.valueOf(id.strip()))
                    .toList();
        } catch (NumberFormatException e) {
            throw new InvalidException("ids", "api.ids");
        }
    }
}

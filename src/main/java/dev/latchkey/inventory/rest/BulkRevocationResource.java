package dev.latchkey.inventory.rest;

import dev.latchkey.inventory.BulkRevocation;
import dev.latchkey.inventory.InventoryParameters;
import dev.latchkey.inventory.RevocationPreview;
import dev.latchkey.inventory.RevocationTarget;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.token.RevocationReason;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Many tokens revoked at once. */
@Path("user_tokens/bulk_revoke")
@Tag(name = "user_tokens")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class BulkRevocationResource {

    @Inject
    BulkRevocation revocation;

    /**
     * How many good tokens are meant, and the background task that revokes them; when it was only asked how many, asOf
     * instead, to be given back with the same call, and what would end beside them.
     */
    public record Started(
            int count,
            @Nullable String taskId,
            @Nullable String asOf,
            @Nullable Descent descendants) {}

    /** Good tokens that were generated or rotated with leaked ones, the newest hundred by name. */
    public record Descent(int count, List<Listed> userTokens) {}

    @POST
    @TakesFilter
    @Operation(
            summary = "Revoke many tokens",
            description =
                    "For administrators. Either certain tokens, or all good ones that fit a filter: every parameter by"
                            + " which search_all filters is taken here too. Every good token of everybody is meant by status=LIVE"
                            + " alone. With dryRun only their number is told, and asOf: whoever gives that back with the same"
                            + " selection revokes what was counted, and is refused when it has become more. Tokens that have LEAKED take along every"
                            + " token that was generated or rotated with one of them, and so on; a dryRun with that reason tells"
                            + " which these are. The work is a background"
                            + " task: background_tasks/show tells how far it is. Tokens that are generated meanwhile are not"
                            + " touched.")
    @APIResponse(
            responseCode = "200",
            description = "How many tokens are meant, and the task",
            content =
                    @Content(
                            schema = @Schema(implementation = Started.class),
                            examples = @ExampleObject(name = "started", value = """
                                                    {"count":42,"taskId":"101"}""")))
    @APIResponse(
            responseCode = "400",
            description = "A parameter breaks a rule or is unknown, or neither ids nor a filter is given")
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    @APIResponse(
            responseCode = "409",
            description = "There are more than asOf counted, or another such task is running")
    public Started revoke(
            @Parameter(description = "Of certain tokens, with commas between them, at most 200", example = "51,52")
                    @FormParam("ids")
                    @DefaultValue("")
                    String ids,
            @Parameter(description = "ADMINISTRATOR when absent, or LEAKED") @FormParam("reason") @Nullable
                    RevocationReason reason,
            @Parameter(description = "true to be told how many there are, and nothing more")
                    @FormParam("dryRun")
                    @Nullable
                    Boolean dryRun,
            @Parameter(description = "What a dryRun of the same selection answered; what fits now when absent")
                    @FormParam("asOf")
                    @DefaultValue("")
                    String asOf,
            @Parameter(hidden = true) Form form) {
        var selection = selection(ids, form);
        if (Boolean.TRUE.equals(dryRun)) {
            var preview = revocation.preview(selection);
            return new Started(
                    preview.count(),
                    null,
                    preview.toText(),
                    reason == RevocationReason.LEAKED ? descent(selection, preview) : null);
        }
        var seen = asOf.isBlank() ? revocation.preview(selection) : RevocationPreview.parse(asOf.strip());
        var task = revocation.start(selection, reason == null ? RevocationReason.ADMINISTRATOR : reason, seen);
        return new Started(task.total(), Long.toString(task.id()), null, null);
    }

    private Descent descent(RevocationTarget selection, RevocationPreview preview) {
        var found = revocation.descendants(selection, preview);
        return new Descent(
                found.count(), found.tokens().stream().map(Listed::of).toList());
    }

    private static RevocationTarget selection(String ids, Form form) {
        var given = Filter.given(form.asMap());
        var query = InventoryParameters.read(given);
        // what narrows nothing down is no filter, but for a plain word that everything is meant
        var filtered = query.isNarrow() || "LIVE".equals(given.get("status"));
        if (ids.isBlank() != filtered) {
            throw new InvalidException(
                    "ids", ids.isBlank() ? "api.selection.missing" : "api.selection.both");
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

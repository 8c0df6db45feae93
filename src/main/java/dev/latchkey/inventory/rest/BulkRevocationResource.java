package dev.latchkey.inventory.rest;

import dev.latchkey.inventory.BulkRevocation;
import dev.latchkey.inventory.InventoryParameters;
import dev.latchkey.inventory.Selection;
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

    /** How many good tokens are meant, and the background task that revokes them; none when it was only asked how many. */
    public record Started(int count, @Nullable String taskId) {}

    @POST
    @Operation(
            summary = "Revoke many tokens",
            description =
                    "For administrators. Either certain tokens, or all good ones that fit a filter: every parameter by"
                            + " which search_all filters is taken here too. With dryRun only their number is told. The work is a"
                            + " background task: background_tasks/show tells how far it is. Tokens that are generated meanwhile are"
                            + " not touched.")
    @APIResponse(
            responseCode = "200",
            description = "How many tokens are meant, and the task",
            content =
                    @Content(
                            schema = @Schema(implementation = Started.class),
                            examples = @ExampleObject(name = "started", value = """
                                                    {"count":42,"taskId":"101"}""")))
    @APIResponse(responseCode = "400", description = "A parameter breaks a rule, or neither ids nor a filter is given")
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    @APIResponse(responseCode = "409", description = "Tokens are being revoked by another such task")
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
            @Parameter(hidden = true) Form form) {
        var selection = selection(ids, form);
        if (Boolean.TRUE.equals(dryRun)) {
            return new Started(revocation.count(selection), null);
        }
        var task = revocation.start(selection, reason == null ? RevocationReason.ADMINISTRATOR : reason);
        return new Started(task.total(), Long.toString(task.id()));
    }

    private static Selection selection(String ids, Form form) {
        var filter = Filter.given(form.asMap());
        if (ids.isBlank() == filter.isEmpty()) {
            throw new InvalidException(
                    "ids", ids.isBlank() ? "inventory.selection.missing" : "inventory.selection.both");
        }
        return ids.isBlank() ? Selection.matching(InventoryParameters.read(filter)) : Selection.of(parse(ids));
    }

    private static List<Long> parse(String ids) {
        try {
            return Arrays.stream(ids.split(","))
                    .map(id -> Long.valueOf(id.strip()))
                    .toList();
        } catch (NumberFormatException e) {
            throw new InvalidException("ids", "inventory.ids.invalid");
        }
    }
}

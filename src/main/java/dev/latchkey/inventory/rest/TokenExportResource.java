package dev.latchkey.inventory.rest;

import dev.latchkey.inventory.Inventory;
import dev.latchkey.inventory.InventoryExport;
import dev.latchkey.platform.csv.Spreadsheet;
import dev.latchkey.platform.rest.StreamedFile;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The tokens of everybody as a file. */
@Path("user_tokens/export")
@Tag(name = "user_tokens")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
@RequestScoped
public class TokenExportResource {

    private static final String[] COLUMNS = {
        "id",
        "login",
        "name",
        "hint",
        "type",
        "projectKey",
        "projectName",
        "createdAt",
        "createdBy",
        "lastConnectionDate",
        "lastConnectionAddress",
        "expirationDate",
        "status",
        "isFormer",
        "endsAt",
        "endedAt",
        "endedBy",
        "endReason",
        "callsAfterEnd",
        "createdByTokenId",
        "createdByToken"
    };

    private static final Jsonb JSON = JsonbBuilder.create();

    /** What the file is to be. */
    public enum Format {
        CSV,
        JSON
    }

    @Inject
    Inventory inventory;

    @GET
    @TakesFilter
    @Operation(
            summary = "Export the tokens of everybody",
            description =
                    "For administrators. Whatever fits the filter, the newest first: every parameter by which search_all"
                            + " filters is taken here too. The export is an entry of the audit log. JSON is an array of what"
                            + " search_all lists, CSV has the same columns. A file that could not be written to its end ends with"
                            + " the line EXPORT INCOMPLETE.")
    @APIResponse(responseCode = "200", description = "The tokens as a file, without their values")
    @APIResponse(responseCode = "400", description = "A parameter breaks a rule")
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    public Response export(
            @Context UriInfo address,
            @Parameter(description = "JSON when absent") @QueryParam("format") @Nullable Format format) {
        var wanted = format == null ? Format.JSON : format;
        var export = inventory.export(Filter.query(address.getQueryParameters()), wanted.name());
        var body = new StreamedFile(out -> {
            if (wanted == Format.CSV) {
                writeCsv(export, out);
            } else {
                writeJson(export, out);
            }
        });
        var type = wanted == Format.CSV ? "text/csv;charset=UTF-8" : MediaType.APPLICATION_JSON;
        return Response.ok(body, type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"tokens." + wanted.name().toLowerCase(Locale.ROOT) + '"')
                .build();
    }

    private static void writeCsv(InventoryExport export, Writer writer) throws IOException {
        var spreadsheet = new Spreadsheet(writer, COLUMNS);
        export.each((token, first) -> {
            var listed = Listed.of(token);
            spreadsheet.row(
                    listed.id(),
                    listed.login(),
                    listed.name(),
                    listed.hint(),
                    listed.type(),
                    token.projectKey(),
                    token.projectName(),
                    listed.createdAt(),
                    listed.createdBy(),
                    listed.lastConnectionDate(),
                    listed.lastConnectionAddress(),
                    listed.expirationDate(),
                    listed.status(),
                    listed.isFormer(),
                    listed.endsAt(),
                    listed.endedAt(),
                    listed.endedBy(),
                    listed.endReason(),
                    listed.callsAfterEnd(),
                    listed.createdByTokenId(),
                    listed.createdByToken());
        });
        spreadsheet.flush();
    }

    private static void writeJson(InventoryExport export, Writer writer) throws IOException {
        writer.write("[");
        export.each((token, first) -> writer.write((first ? "\n" : ",\n") + JSON.toJson(Listed.of(token))));
        writer.write("\n]\n");
    }
}

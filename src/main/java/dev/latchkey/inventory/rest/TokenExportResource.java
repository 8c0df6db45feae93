package dev.latchkey.inventory.rest;

import dev.latchkey.inventory.Inventory;
import dev.latchkey.inventory.InventoryExport;
import dev.latchkey.platform.Spreadsheet;
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
import org.jspecify.annotations.Nullable;

/** Exports tokens to a file. */
@Path("user_tokens/export")
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

    /** The file format. */
    public enum Format {
        CSV,
        JSON
    }

    @Inject
    Inventory inventory;

    @GET
    @TakesFilter
    public Response export(@Context UriInfo address, @QueryParam("format") @Nullable Format format) {
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

package dev.latchkey.token.rest;

import dev.latchkey.inventory.Inventory;
import dev.latchkey.inventory.InventoryExport;
import dev.latchkey.inventory.InventoryParameters;
import dev.latchkey.platform.FileFormat;
import dev.latchkey.platform.Spreadsheet;
import dev.latchkey.platform.rest.StreamedFile;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Exports tokens to a file. */
@Path("user_tokens/export")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
@ApplicationScoped
public class TokenExportResource {

    private record Column(String name, Function<InventoryToken, @Nullable Object> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("id", InventoryToken::id),
            new Column("login", InventoryToken::login),
            new Column("name", InventoryToken::name),
            new Column("hint", InventoryToken::hint),
            new Column("type", InventoryToken::type),
            new Column(
                    "projectKey",
                    token -> token.project() == null ? null : token.project().key()),
            new Column(
                    "projectName",
                    token -> token.project() == null ? null : token.project().name()),
            new Column("scopes", token -> token.scopes() == null ? null : String.join(" ", token.scopes())),
            new Column("networks", token -> token.networks() == null ? null : String.join(" ", token.networks())),
            new Column("createdAt", InventoryToken::createdAt),
            new Column("createdBy", InventoryToken::createdBy),
            new Column("lastConnectionDate", InventoryToken::lastConnectionDate),
            new Column("lastConnectionAddress", InventoryToken::lastConnectionAddress),
            new Column("expirationDate", InventoryToken::expirationDate),
            new Column("status", InventoryToken::status),
            new Column("isFormer", InventoryToken::isFormer),
            new Column("endsAt", InventoryToken::endsAt),
            new Column("endedAt", InventoryToken::endedAt),
            new Column("endedBy", InventoryToken::endedBy),
            new Column("endReason", InventoryToken::endReason),
            new Column("callsAfterEnd", InventoryToken::callsAfterEnd),
            new Column("callsFromElsewhere", InventoryToken::callsFromElsewhere),
            new Column("lastCallFromElsewhere", InventoryToken::lastCallFromElsewhere),
            new Column("lastAddressElsewhere", InventoryToken::lastAddressElsewhere),
            new Column("createdByTokenId", InventoryToken::createdByTokenId),
            new Column("createdByToken", InventoryToken::createdByToken));

    private static final Jsonb JSON = JsonbBuilder.create();

    @EJB
    Inventory inventory;

    @GET
    @TakesFilter
    public Response export(@Context UriInfo address, @QueryParam("format") @Nullable FileFormat format) {
        var wanted = format == null ? FileFormat.JSON : format;
        var export = inventory.export(InventoryParameters.read(address.getQueryParameters()::getFirst), wanted.name());
        var file = new StreamedFile(out -> {
            if (wanted == FileFormat.CSV) {
                writeCsv(export, out);
            } else {
                writeJson(export, out);
            }
        });
        return file.named("tokens", wanted);
    }

    private static void writeCsv(InventoryExport export, Writer writer) throws IOException {
        var spreadsheet =
                new Spreadsheet(writer, COLUMNS.stream().map(Column::name).toArray(String[]::new));
        export.each((token, first) -> {
            var listed = InventoryToken.of(token);
            spreadsheet.row(
                    COLUMNS.stream().map(column -> column.value().apply(listed)).toArray());
        });
        spreadsheet.flush();
    }

    private static void writeJson(InventoryExport export, Writer writer) throws IOException {
        writer.write("[");
        export.each((token, first) -> writer.write((first ? "\n" : ",\n") + JSON.toJson(InventoryToken.of(token))));
        writer.write("\n]\n");
    }
}

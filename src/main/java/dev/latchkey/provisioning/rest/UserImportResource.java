package dev.latchkey.provisioning.rest;

import dev.latchkey.provisioning.ImportLine;
import dev.latchkey.provisioning.UserImport;
import dev.latchkey.provisioning.UserImportService;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.user.ProvisioningResult.Outcome;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Imports many users. */
@Path("users/import")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class UserImportResource {

    private static final int MOST_FAULTS = 500;

    @EJB
    UserImportService imports;

    /**
     * The result: the number of lines per outcome and of new administrators, and the task that imports them, except for
     * a dry run.
     */
    public record Imported(
            int creates,
            int updates,
            int unchanged,
            int faulty,
            List<FaultyLine> faults,
            int administrators,
            @Nullable String taskId) {

        static Imported of(UserImport read, List<ImportLine> faults, @Nullable Long task) {
            return new Imported(
                    read.count(Outcome.CREATE),
                    read.count(Outcome.UPDATE),
                    read.count(Outcome.UNCHANGED),
                    read.count(Outcome.FAULT),
                    faults.stream().map(FaultyLine::of).toList(),
                    read.administrators(),
                    task == null ? null : Long.toString(task));
        }
    }

    /** A line that cannot be imported, from 1, with the reasons. */
    public record FaultyLine(int line, String login, List<String> msgs) {

        static FaultyLine of(ImportLine line) {
            return new FaultyLine(
                    line.number(),
                    line.login(),
                    line.faults().stream()
                            .map(fault -> fault.in(Locale.ENGLISH))
                            .toList());
        }
    }

    @POST
    public Imported importUsers(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type,
            @QueryParam("dryRun") @Nullable Boolean dryRun,
            @QueryParam("administrators") @Nullable Boolean administrators,
            InputStream csv) {
        var read = imports.read(() -> file(type, csv));
        var faults = imports.lines(read.id(), Outcome.FAULT, 0, MOST_FAULTS).items();
        var task = Boolean.TRUE.equals(dryRun)
                ? null
                : imports.start(read.id(), Boolean.TRUE.equals(administrators)).id();
        return Imported.of(read, faults, task);
    }

    private static InputStream file(@Nullable MediaType type, InputStream body) {
        if (type == null || !type.isCompatible(MediaType.valueOf("text/csv"))) {
            throw new InvalidException("file", "api.file.media");
        }
        return body;
    }
}

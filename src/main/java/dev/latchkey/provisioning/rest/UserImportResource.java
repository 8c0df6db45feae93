package dev.latchkey.provisioning.rest;

import dev.latchkey.provisioning.ImportLine;
import dev.latchkey.provisioning.UserImport;
import dev.latchkey.provisioning.UserImportService;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.user.Provision.Outcome;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Imports many users. */
@Path("users/import")
@Tag(name = "users")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class UserImportResource {

    private static final int MOST_FAULTS = 500;

    @Inject
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
    @Operation(summary = "Create and change many users", description = """
                    For administrators. The body is a CSV file in UTF-8 of at most 20 MiB and 100,000 lines. Its first line names \
                    the columns: login and name, and if wanted email and groups. Names of groups have | between them; a name with | in it \
                    stands in quotation marks, as in "a|b"|users. An empty field leaves what there is; no user leaves a group. New users have no password: they sign in once \
                    users/change_password has given them one. Lines with faults are left out, and so are deactivated users. \
                    Lines that make somebody an administrator count as administrators in the answer, and have to be allowed. \
                    A background task does it; importing the same file again changes nothing.""")
    @APIResponse(
            responseCode = "200",
            description = "What becomes of the lines, up to 500 faults, and the task",
            content =
                    @Content(
                            schema = @Schema(implementation = Imported.class),
                            examples = @ExampleObject(name = "imported", value = """
                                                    {"creates":2,"updates":1,"unchanged":0,"faulty":1,"faults":[{"line":4,"login":"bob","msgs":["There is no group with the name 'devs'."]}],"administrators":0,"taskId":"101"}""")))
    @APIResponse(
            responseCode = "400",
            description = "The body is no such file, or makes somebody an administrator without administrators=true")
    @APIResponse(
            responseCode = "409",
            description = "Another import is running, or the server is just reading another file")
    @RequestBody(
            content =
                    @Content(
                            mediaType = "text/csv",
                            schema = @Schema(implementation = String.class),
                            examples =
                                    @ExampleObject(
                                            name = "users",
                                            value = "login,name,email,groups\nann,Ann Smith,ann@example.org,users\n")))
    public Imported importUsers(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type,
            @Parameter(description = "true: answers what would become of the lines, and changes no user")
                    @QueryParam("dryRun")
                    @Nullable
                    Boolean dryRun,
            @Parameter(description = "true: lines may make somebody an administrator")
                    @QueryParam("administrators")
                    @Nullable
                    Boolean administrators,
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

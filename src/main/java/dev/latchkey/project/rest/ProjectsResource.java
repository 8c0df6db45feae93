package dev.latchkey.project.rest;

import dev.latchkey.platform.rest.IgnoresUnknownParameters;
import dev.latchkey.platform.rest.PageParameters;
import dev.latchkey.platform.rest.PageParameters.Paging;
import dev.latchkey.platform.rest.WordList;
import dev.latchkey.project.NewProject;
import dev.latchkey.project.Project;
import dev.latchkey.project.ProjectService;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Page;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Finds, creates and deletes projects. */
@Path("projects")
@Tag(name = "projects")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ProjectsResource {

    private static final int LONGEST_QUERY = 400;

    /** Same default as the reference product. */
    private static final int USUAL_PAGE = 100;

    private static final int MOST_KEYS = 1000;

    /** Other qualifiers of the reference product, which have no counterpart here. */
    private static final List<String> QUALIFIERS = List.of("TRK", "VW", "APP");

    @Inject
    ProjectService projects;

    /** A created project. */
    public record Changed(Details project) {}

    /** Key and name of a project, with the qualifier TRK. */
    public record Details(String key, String name, String qualifier) {

        static Details of(Project project) {
            return new Details(project.key(), project.name(), "TRK");
        }
    }

    /** One page of projects. */
    public record Found(Paging paging, List<Listed> components) {}

    /** A project in a list. */
    public record Listed(String key, String name, String qualifier, String project) {

        static Listed of(Project project) {
            return new Listed(project.key(), project.name(), "TRK", project.key());
        }
    }

    @GET
    @Path("search")
    @Operation(summary = "Find projects", description = "For administrators. By name.")
    @APIResponse(
            responseCode = "200",
            description = "One page of projects",
            content =
                    @Content(
                            schema = @Schema(implementation = Found.class),
                            examples = @ExampleObject(name = "found", value = """
                                                    {"paging":{"pageIndex":1,"pageSize":100,"total":1},"components":[{"key":"shop","name":"The shop","qualifier":"TRK","project":"shop"}]}""")))
    public Found search(
            @Parameter(description = "What key or name contains, in any case", example = "shop")
                    @QueryParam("q")
                    @DefaultValue("")
                    String text,
            @Parameter(description = "The keys of certain projects, between commas, at most 1,000", example = "shop")
                    @QueryParam("projects")
                    @Nullable
                    String keys,
            @Parameter(
                            description =
                                    "TRK for projects, as when absent. Of VW and APP, portfolios and applications, there are none",
                            example = "TRK")
                    @QueryParam("qualifiers")
                    @Nullable
                    String qualifiers,
            @Parameter(description = "Either value finds them all: nothing is analyzed here")
                    @QueryParam("onProvisionedOnly")
                    @Nullable
                    Boolean provisioned,
            @Parameter(description = "Which page, from 1") @QueryParam("p") @Nullable Integer page,
            @Parameter(description = "How long a page is, 1–500, 100 when absent") @QueryParam("ps") @Nullable
                    Integer pageSize) {
        if (text.length() > LONGEST_QUERY) {
            throw new InvalidException("q", "api.project.query", LONGEST_QUERY);
        }
        var wanted = PageParameters.of(page, pageSize, USUAL_PAGE);
        var found = qualifiers == null
                        || WordList.parse("qualifiers", qualifiers, QUALIFIERS).contains("TRK")
                ? projects.search(text, keys(keys), wanted.offset(), wanted.size())
                : new Page<Project>(List.of(), 0);
        return new Found(
                wanted.paging(found.total()),
                found.items().stream().map(Listed::of).toList());
    }

    private static @Nullable List<String> keys(@Nullable String given) {
        if (given == null) {
            return null;
        }
        var keys = WordList.parse(given);
        if (keys.isEmpty() || keys.size() > MOST_KEYS) {
            throw new InvalidException("projects", "api.project.keys", MOST_KEYS);
        }
        return keys;
    }

    @POST
    @Path("create")
    @IgnoresUnknownParameters
    @Operation(summary = "Create a project", description = "For administrators.")
    @APIResponse(responseCode = "200", description = "The project")
    @APIResponse(responseCode = "400", description = "A parameter breaks a rule, or the key is taken")
    public Changed create(
            @Parameter(
                            description = "Its key: 1–400 letters, digits and . - _ :, not digits only; case counts",
                            example = "shop")
                    @FormParam("project")
                    @DefaultValue("")
                    String key,
            @Parameter(description = "1–255 characters", example = "The shop") @FormParam("name") @DefaultValue("")
                    String name) {
        return new Changed(Details.of(projects.create(new NewProject(key, name))));
    }

    @POST
    @Path("delete")
    @IgnoresUnknownParameters
    @Operation(
            summary = "Delete a project",
            description = "For administrators. Every token of the project is revoked with it.")
    @APIResponse(responseCode = "204", description = "There is no such project any more")
    @APIResponse(responseCode = "404", description = "There was none")
    public void delete(
            @Parameter(description = "Its key", example = "shop") @FormParam("project") @DefaultValue("") String key) {
        projects.delete(key);
    }
}

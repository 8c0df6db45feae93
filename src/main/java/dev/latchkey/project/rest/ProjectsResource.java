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
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds, creates and deletes projects. */
@Path("projects")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ProjectsResource {

    /** Same default as the reference product. */
    private static final int USUAL_PAGE = 100;

    private static final int MOST_KEYS = 1000;

    /** Other qualifiers of the reference product, which have no counterpart here. */
    private static final List<String> QUALIFIERS = List.of("TRK", "VW", "APP");

    @EJB
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
    public Found search(
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("projects") @Nullable String keys,
            @QueryParam("qualifiers") @Nullable String qualifiers,
            @QueryParam("onProvisionedOnly") @Nullable Boolean provisioned,
            @QueryParam("p") @Nullable Integer page,
            @QueryParam("ps") @Nullable Integer pageSize) {
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
    public Changed create(
            @FormParam("project") @DefaultValue("") String key, @FormParam("name") @DefaultValue("") String name) {
        return new Changed(Details.of(projects.create(new NewProject(key, name))));
    }

    @POST
    @Path("delete")
    @IgnoresUnknownParameters
    public void delete(@FormParam("project") @DefaultValue("") String key) {
        projects.delete(key);
    }
}

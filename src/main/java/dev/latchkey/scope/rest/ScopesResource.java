package dev.latchkey.scope.rest;

import dev.latchkey.platform.rest.PageParameters;
import dev.latchkey.platform.rest.PageParameters.Paging;
import dev.latchkey.scope.Scope;
import dev.latchkey.scope.ScopeDetails;
import dev.latchkey.scope.ScopeService;
import dev.latchkey.shared.Message;
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
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds, registers, changes and deletes scopes. */
@Path("scopes")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ScopesResource {

    @EJB
    ScopeService scopes;

    /** One page of scopes. */
    public record Found(Paging paging, List<Details> scopes) {}

    /** A registered or changed scope. */
    public record Changed(Details scope) {}

    /**
     * A scope.
     *
     * @param own whether it opens calls of Latchkey itself, and cannot be changed
     */
    public record Details(String name, String description, boolean administratorsOnly, boolean own) {

        static Details of(Scope scope) {
            var description = scope.own()
                    .map(own -> Message.of(own.descriptionKey()).in(Locale.ENGLISH))
                    .orElseGet(scope::description);
            return new Details(
                    scope.name(),
                    description,
                    scope.isAdministratorsOnly(),
                    scope.own().isPresent());
        }
    }

    @GET
    @Path("search")
    public Found search(
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("p") @Nullable Integer page,
            @QueryParam("ps") @Nullable Integer pageSize) {
        var wanted = PageParameters.of(page, pageSize);
        var found = scopes.search(text, wanted.offset(), wanted.size());
        return new Found(
                wanted.paging(found.total()),
                found.items().stream().map(Details::of).toList());
    }

    @POST
    @Path("create")
    public Changed create(
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("description") @DefaultValue("") String description,
            @FormParam("administratorsOnly") @Nullable Boolean administratorsOnly) {
        return changed(scopes.create(details(name, description, administratorsOnly)));
    }

    @POST
    @Path("update")
    public Changed update(
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("description") @DefaultValue("") String description,
            @FormParam("administratorsOnly") @Nullable Boolean administratorsOnly) {
        return changed(scopes.update(details(name, description, administratorsOnly)));
    }

    private static ScopeDetails details(String name, String description, @Nullable Boolean administratorsOnly) {
        return new ScopeDetails(name, description, administratorsOnly);
    }

    private static Changed changed(Scope scope) {
        return new Changed(Details.of(scope));
    }

    @POST
    @Path("delete")
    public void delete(@FormParam("name") @DefaultValue("") String name) {
        scopes.delete(name);
    }
}

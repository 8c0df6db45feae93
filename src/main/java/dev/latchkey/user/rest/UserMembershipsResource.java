package dev.latchkey.user.rest;

import dev.latchkey.platform.rest.PageParameters;
import dev.latchkey.platform.rest.PageParameters.Paging;
import dev.latchkey.user.GroupService;
import dev.latchkey.user.Membership;
import dev.latchkey.user.MembershipQuery;
import dev.latchkey.user.MembershipQuery.Selection;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the groups of a user. */
@Path("users/groups")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class UserMembershipsResource {

    /** Same default as the reference product. */
    private static final int USUAL_PAGE = 25;

    @EJB
    GroupService groups;

    /** One page of groups. */
    public record Found(Paging paging, List<Listed> groups) {}

    /** A group, and whether the user is a member. {@code default} marks the group of all users. */
    public record Listed(
            String id,
            String name,
            @Nullable String description,
            boolean selected,
            @JsonbProperty("default") boolean isDefault) {

        static Listed of(Membership membership) {
            var group = membership.group();
            return new Listed(
                    Long.toString(group.id()),
                    group.name(),
                    group.description(),
                    membership.selected(),
                    group.isDefault());
        }
    }

    @GET
    public Found groups(
            @QueryParam("login") @DefaultValue("") String login,
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("selected") @Nullable Selection selected,
            @QueryParam("p") @Nullable Integer page,
            @QueryParam("ps") @Nullable Integer pageSize) {
        var wanted = PageParameters.of(page, pageSize, USUAL_PAGE);
        var selection = selected == null ? Selection.SELECTED : selected;
        var found = groups.groupsOf(login, new MembershipQuery(text, selection, wanted.offset(), wanted.size()));
        return new Found(
                wanted.paging(found.total()),
                found.items().stream().map(Listed::of).toList());
    }
}

package dev.latchkey.user.rest;

import dev.latchkey.platform.rest.IgnoresUnknownParameters;
import dev.latchkey.platform.rest.PageParameters;
import dev.latchkey.platform.rest.PageParameters.Paging;
import dev.latchkey.user.GroupService;
import dev.latchkey.user.Membership;
import dev.latchkey.user.MembershipQuery;
import dev.latchkey.user.MembershipQuery.Selection;
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

/** Lists and changes the members of a group. */
@Path("user_groups")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class GroupMembersResource {

    /** Same default as the reference product. */
    private static final int USUAL_PAGE = 25;

    @EJB
    GroupService groups;

    /** One page of users. Repeats {@code paging} at top level for older clients. */
    public record Found(Paging paging, List<Listed> users, int p, int ps, long total) {}

    /** A user, and whether the user is a member. */
    public record Listed(String login, String name, boolean selected, boolean managed) {

        static Listed of(Membership membership) {
            var user = membership.user();
            return new Listed(user.login(), user.name(), membership.selected(), false);
        }
    }

    @GET
    @Path("users")
    public Found users(
            @QueryParam("name") @DefaultValue("") String name,
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("selected") @Nullable Selection selected,
            @QueryParam("p") @Nullable Integer page,
            @QueryParam("ps") @Nullable Integer pageSize) {
        var wanted = PageParameters.of(page, pageSize, USUAL_PAGE);
        var selection = selected == null ? Selection.SELECTED : selected;
        var found = groups.usersOf(name, new MembershipQuery(text, selection, wanted.offset(), wanted.size()));
        return new Found(
                wanted.paging(found.total()),
                found.items().stream().map(Listed::of).toList(),
                wanted.index(),
                wanted.size(),
                found.total());
    }

    @POST
    @Path("add_user")
    @IgnoresUnknownParameters
    public void addUser(
            @FormParam("name") @DefaultValue("") String name, @FormParam("login") @DefaultValue("") String login) {
        groups.addMember(name, login);
    }

    @POST
    @Path("remove_user")
    @IgnoresUnknownParameters
    public void removeUser(
            @FormParam("name") @DefaultValue("") String name, @FormParam("login") @DefaultValue("") String login) {
        groups.removeMember(name, login);
    }
}

package dev.latchkey.user.rest;

import dev.latchkey.platform.rest.IgnoresUnknownParameters;
import dev.latchkey.platform.rest.PageParameters;
import dev.latchkey.platform.rest.PageParameters.Paging;
import dev.latchkey.user.GroupService;
import dev.latchkey.user.Membership;
import dev.latchkey.user.MembershipQuery;
import dev.latchkey.user.Selection;
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

/** Lists and changes the members of a group. */
@Path("user_groups")
@Tag(name = "user_groups")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class GroupMembersResource {

    /** Same default as the reference product. */
    private static final int USUAL_PAGE = 25;

    @Inject
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
    @Operation(summary = "List a group's members", description = "For administrators. Active users, by login.")
    @APIResponse(
            responseCode = "200",
            description = "One page of users",
            content =
                    @Content(
                            schema = @Schema(implementation = Found.class),
                            examples = @ExampleObject(name = "found", value = """
                                                    {"paging":{"pageIndex":1,"pageSize":25,"total":1},"users":[{"login":"ann","name":"Ann","selected":true,"managed":false}],"p":1,"ps":25,"total":1}""")))
    @APIResponse(responseCode = "404", description = "No group has that name")
    public Found users(
            @Parameter(description = "Which group", example = "ops") @QueryParam("name") @DefaultValue("") String name,
            @Parameter(description = "What login, name or email contains, in any case", example = "ann")
                    @QueryParam("q")
                    @DefaultValue("")
                    String text,
            @Parameter(description = "selected: members, as when absent; deselected: the others; all: both")
                    @QueryParam("selected")
                    @Nullable
                    Selection selected,
            @Parameter(description = "Which page, from 1") @QueryParam("p") @Nullable Integer page,
            @Parameter(description = "How long a page is, 1–500, 25 when absent") @QueryParam("ps") @Nullable
                    Integer pageSize) {
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
    @Operation(summary = "Add a member", description = "For administrators. Also fine when the user is one already.")
    @APIResponse(responseCode = "204", description = "The user belongs to the group")
    @APIResponse(responseCode = "400", description = "The user is deactivated")
    @APIResponse(responseCode = "404", description = "There is no such group or user")
    public void addUser(
            @Parameter(description = "Which group", example = "ops") @FormParam("name") @DefaultValue("") String name,
            @Parameter(description = "Who", example = "ann") @FormParam("login") @DefaultValue("") String login) {
        groups.addMember(name, login);
    }

    @POST
    @Path("remove_user")
    @IgnoresUnknownParameters
    @Operation(
            summary = "Remove a member",
            description = "For administrators. What the group gave is gone at the user's next call.")
    @APIResponse(responseCode = "204", description = "The user does not belong to the group")
    @APIResponse(responseCode = "400", description = "The group of all users, or the last administrator")
    @APIResponse(responseCode = "404", description = "There is no such group or user")
    public void removeUser(
            @Parameter(description = "Which group", example = "ops") @FormParam("name") @DefaultValue("") String name,
            @Parameter(description = "Who", example = "ann") @FormParam("login") @DefaultValue("") String login) {
        groups.removeMember(name, login);
    }
}

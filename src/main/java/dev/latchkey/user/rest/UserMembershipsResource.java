package dev.latchkey.user.rest;

import dev.latchkey.platform.rest.PageParameters;
import dev.latchkey.platform.rest.PageParameters.Paging;
import dev.latchkey.user.GroupService;
import dev.latchkey.user.Membership;
import dev.latchkey.user.MembershipQuery;
import dev.latchkey.user.Selection;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
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

/** Lists the groups of a user. */
@Path("users/groups")
@Tag(name = "users")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class UserMembershipsResource {

    /** Same default as the reference product. */
    private static final int USUAL_PAGE = 25;

    @Inject
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
    @Operation(summary = "List a user's groups", description = "For administrators. By name.")
    @APIResponse(
            responseCode = "200",
            description = "One page of groups",
            content =
                    @Content(
                            schema = @Schema(implementation = Found.class),
                            examples = @ExampleObject(name = "found", value = """
                                                    {"paging":{"pageIndex":1,"pageSize":25,"total":1},"groups":[{"id":"2","name":"users","description":"Every user belongs to this group","selected":true,"default":true}]}""")))
    @APIResponse(responseCode = "404", description = "Nobody has that login")
    public Found groups(
            @Parameter(description = "Who", example = "ann") @QueryParam("login") @DefaultValue("") String login,
            @Parameter(description = "What the name contains, in any case", example = "ops")
                    @QueryParam("q")
                    @DefaultValue("")
                    String text,
            @Parameter(description = "selected: the user's groups, as when absent; deselected: the others; all: both")
                    @QueryParam("selected")
                    @Nullable
                    Selection selected,
            @Parameter(description = "Which page, from 1") @QueryParam("p") @Nullable Integer page,
            @Parameter(description = "How long a page is, 1–500, 25 when absent") @QueryParam("ps") @Nullable
                    Integer pageSize) {
        var wanted = PageParameters.of(page, pageSize, USUAL_PAGE);
        var selection = selected == null ? Selection.SELECTED : selected;
        var found = groups.groupsOf(login, new MembershipQuery(text, selection, wanted.offset(), wanted.size()));
        return new Found(
                wanted.paging(found.total()),
                found.items().stream().map(Listed::of).toList());
    }
}

package dev.latchkey.user.rest;

import dev.latchkey.platform.rest.IgnoresUnknownParameters;
import dev.latchkey.platform.rest.PageParameters;
import dev.latchkey.platform.rest.PageParameters.Paging;
import dev.latchkey.platform.rest.WordList;
import dev.latchkey.shared.Page;
import dev.latchkey.user.Group;
import dev.latchkey.user.GroupDeletion;
import dev.latchkey.user.GroupDetails;
import dev.latchkey.user.GroupService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbProperty;
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

/** Finds, creates, changes and deletes groups. */
@Path("user_groups")
@Tag(name = "user_groups")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class UserGroupsResource {

    /** Same default as the reference product. */
    private static final int USUAL_PAGE = 100;

    private static final List<String> FIELDS = List.of("name", "description", "membersCount", "managed");

    @Inject
    GroupService groups;

    @Inject
    GroupDeletion deletion;

    /** A changed group. */
    public record Changed(Listed group) {}

    /** One page of groups. */
    public record Found(Paging paging, List<Listed> groups) {}

    /** A group. {@code default} marks the group of all users. */
    public record Listed(
            String id,
            @Nullable String name,
            @Nullable String description,
            @Nullable Long membersCount,
            @JsonbProperty("default") boolean isDefault,
            @Nullable Boolean managed,
            int version) {

        static Listed of(Group group, long members, List<String> fields) {
            return new Listed(
                    Long.toString(group.id()),
                    fields.contains("name") ? group.name() : null,
                    fields.contains("description") ? group.description() : null,
                    fields.contains("membersCount") ? members : null,
                    group.isDefault(),
                    fields.contains("managed") ? false : null,
                    group.version());
        }
    }

    @GET
    @Path("search")
    @Operation(summary = "Find groups", description = "For administrators. By name.")
    @APIResponse(
            responseCode = "200",
            description = "One page of groups",
            content =
                    @Content(
                            schema = @Schema(implementation = Found.class),
                            examples = @ExampleObject(name = "found", value = """
                                                    {"paging":{"pageIndex":1,"pageSize":100,"total":1},"groups":[{"id":"2","name":"users","description":"Every user belongs to this group","membersCount":42,"default":true,"managed":false,"version":1}]}""")))
    public Found search(
            @Parameter(description = "What name or description contains, in any case", example = "ops")
                    @QueryParam("q")
                    @DefaultValue("")
                    String text,
            @Parameter(description = "true finds nothing, false everything: no other system manages groups here")
                    @QueryParam("managed")
                    @Nullable
                    Boolean managed,
            @Parameter(
                            description =
                                    "Which of name, description, membersCount and managed to answer, between commas; all when absent",
                            example = "name,membersCount")
                    @QueryParam("f")
                    @Nullable
                    String fields,
            @Parameter(description = "Which page, from 1") @QueryParam("p") @Nullable Integer page,
            @Parameter(description = "How long a page is, 1–500, 100 when absent") @QueryParam("ps") @Nullable
                    Integer pageSize) {
        var wanted = PageParameters.of(page, pageSize, USUAL_PAGE);
        var answered = fields == null ? FIELDS : WordList.parse("f", fields, FIELDS);
        var found = Boolean.TRUE.equals(managed)
                ? new Page<Group>(List.of(), 0)
                : groups.search(text, wanted.offset(), wanted.size());
        var counts = groups.countMembers(found.items().stream().map(Group::id).toList());
        return new Found(
                wanted.paging(found.total()),
                found.items().stream()
                        .map(group -> Listed.of(group, counts.getOrDefault(group.id(), 0L), answered))
                        .toList());
    }

    private Changed changed(Group group) {
        var members = groups.countMembers(List.of(group.id())).getOrDefault(group.id(), 0L);
        return new Changed(Listed.of(group, members, FIELDS));
    }

    @POST
    @Path("create")
    @IgnoresUnknownParameters
    @Operation(summary = "Create a group", description = "For administrators. It begins without members.")
    @APIResponse(responseCode = "200", description = "The group")
    @APIResponse(responseCode = "400", description = "A parameter breaks a rule, or the name is taken")
    public Changed create(
            @Parameter(description = "1–255 characters, unique; case counts", example = "ops")
                    @FormParam("name")
                    @DefaultValue("")
                    String name,
            @Parameter(description = "At most 200 characters", example = "Who runs the servers")
                    @FormParam("description")
                    @DefaultValue("")
                    String description) {
        return changed(groups.create(new GroupDetails(name, description, null)));
    }

    @POST
    @Path("update")
    @IgnoresUnknownParameters
    @Operation(
            summary = "Change a group",
            description = "For administrators. What is not given stays as it is; an empty description takes it away.")
    @APIResponse(responseCode = "200", description = "The group")
    @APIResponse(
            responseCode = "400",
            description = "A parameter breaks a rule, the name is taken, or the group is one that keeps its name")
    @APIResponse(responseCode = "404", description = "No group has that name")
    @APIResponse(responseCode = "409", description = "The group is no longer of the given version")
    public Changed update(
            @Parameter(description = "Which group", example = "ops") @FormParam("currentName") @DefaultValue("")
                    String currentName,
            @Parameter(description = "Another name, 1–255 characters; it stays when absent", example = "devops")
                    @FormParam("name")
                    @Nullable
                    String name,
            @Parameter(description = "Another description, at most 200 characters; it stays when absent")
                    @FormParam("description")
                    @Nullable
                    String description,
            @Parameter(description = "The version that the caller saw; when absent, whatever there is is changed")
                    @FormParam("version")
                    @Nullable
                    Integer version) {
        return changed(groups.update(currentName, new GroupDetails(name, description, version)));
    }

    @POST
    @Path("delete")
    @IgnoresUnknownParameters
    @Operation(summary = "Delete a group", description = "For administrators. Its members stay users.")
    @APIResponse(responseCode = "204", description = "There is no such group any more")
    @APIResponse(responseCode = "400", description = "One of the two groups that always exist")
    @APIResponse(responseCode = "404", description = "No group has that name")
    public void delete(
            @Parameter(description = "Which group", example = "ops") @FormParam("name") @DefaultValue("") String name) {
        deletion.delete(name);
    }
}

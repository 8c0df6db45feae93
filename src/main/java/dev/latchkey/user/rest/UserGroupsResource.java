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
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
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
import org.jspecify.annotations.Nullable;

/** Finds, creates, changes and deletes groups. */
@Path("user_groups")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class UserGroupsResource {

    /** Same default as the reference product. */
    private static final int USUAL_PAGE = 100;

    private static final List<String> FIELDS = List.of("name", "description", "membersCount", "managed");

    @EJB
    GroupService groups;

    @EJB
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
    public Found search(
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("managed") @Nullable Boolean managed,
            @QueryParam("f") @Nullable String fields,
            @QueryParam("p") @Nullable Integer page,
            @QueryParam("ps") @Nullable Integer pageSize) {
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
    public Changed create(
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("description") @DefaultValue("") String description) {
        return changed(groups.create(new GroupDetails(name, description, null)));
    }

    @POST
    @Path("update")
    @IgnoresUnknownParameters
    public Changed update(
            @FormParam("currentName") @DefaultValue("") String currentName,
            @FormParam("name") @Nullable String name,
            @FormParam("description") @Nullable String description,
            @FormParam("version") @Nullable Integer version) {
        return changed(groups.update(currentName, new GroupDetails(name, description, version)));
    }

    @POST
    @Path("delete")
    @IgnoresUnknownParameters
    public void delete(
            @FormParam("name") @DefaultValue("") String name, @FormParam("newOwner") @Nullable String newOwner) {
        deletion.delete(name, newOwner);
    }
}

package dev.latchkey.user.rest;

import static dev.latchkey.platform.rest.ParameterConverters.format;

import dev.latchkey.shared.InvalidException;
import dev.latchkey.token.TokenService;
import dev.latchkey.user.NewUser;
import dev.latchkey.user.Role;
import dev.latchkey.user.User;
import dev.latchkey.user.UserQuery;
import dev.latchkey.user.UserService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Find, create and deactivate users. */
@Path("users")
@Tag(name = "users")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class UsersResource {

    private static final String PROVIDER = "latchkey";

    @Inject
    UserService users;

    @Inject
    TokenService tokens;

    @Inject
    SecurityContext caller;

    /** A user as it now is. */
    public record Changed(Details user) {

        static Changed of(User user) {
            return new Changed(new Details(user.login(), user.name(), user.email(), user.isActive(), user.isLocal()));
        }
    }

    /** What an administrator may change of a user. */
    public record Details(
            String login, String name, @Nullable String email, boolean active, boolean local) {}

    /** One page of users. */
    public record Found(Paging paging, List<Listed> users) {}

    /** Which page, how long a page is, and how many there are on all of them. */
    public record Paging(int pageIndex, int pageSize, long total) {}

    /** A user in a list; what stands behind {@code active} only administrators and the user see. */
    public record Listed(
            String login,
            String name,
            boolean active,
            @Nullable String email,
            @Nullable List<String> groups,
            @Nullable Long tokensCount,
            boolean local,
            String externalIdentity,
            String externalProvider,
            @Nullable String lastConnectionDate,
            boolean managed) {

        static Listed of(User user, boolean inFull, @Nullable Long tokensCount) {
            var lastConnection = user.lastConnectionAt();
            return new Listed(
                    user.login(),
                    user.name(),
                    user.isActive(),
                    inFull ? user.email() : null,
                    inFull ? user.groupNames() : null,
                    tokensCount,
                    user.isLocal(),
                    user.login(),
                    PROVIDER,
                    inFull && lastConnection != null ? format(lastConnection) : null,
                    false);
        }
    }

    /** Who calls. */
    public record Current(
            boolean isLoggedIn,
            String login,
            String name,
            @Nullable String email,
            boolean local,
            List<String> groups,
            Permissions permissions) {}

    /** What the caller may do everywhere. */
    public record Permissions(List<String> global) {}

    @GET
    @Path("search")
    @Operation(
            summary = "Find users",
            description = "By login. Only administrators see email, groups, tokens and last connection of others.")
    @APIResponse(
            responseCode = "200",
            description = "One page of users",
            content =
                    @Content(
                            schema = @Schema(implementation = Found.class),
                            examples = @ExampleObject(name = "found", value = """
                                                    {"paging":{"pageIndex":1,"pageSize":50,"total":1},"users":[{"login":"ann","name":"Ann","active":true,"email":"ann@example.org","groups":["users"],"tokensCount":2,"local":true,"externalIdentity":"ann","externalProvider":"latchkey","managed":false}]}""")))
    public Found search(
            @Parameter(
                            description = "What login, name or email contains, in any case; at least 2 characters",
                            example = "ann")
                    @QueryParam("q")
                    @DefaultValue("")
                    String text,
            @Parameter(description = "true for deactivated users only") @QueryParam("deactivated") @Nullable
                    Boolean deactivated,
            @Parameter(description = "Last connection at this moment or later", example = "2026-11-01T00:00:00+0000")
                    @QueryParam("lastConnectedAfter")
                    @Nullable
                    Instant connectedAfter,
            @Parameter(description = "Last connection at this moment or earlier, or never")
                    @QueryParam("lastConnectedBefore")
                    @Nullable
                    Instant connectedBefore,
            @Parameter(description = "Which page, from 1") @QueryParam("p") @Nullable Integer page,
            @Parameter(description = "How long a page is, 1–500, 50 when absent") @QueryParam("ps") @Nullable
                    Integer pageSize) {
        var size = bounded("ps", pageSize, 50, 1, 500);
        var index = bounded("p", page, 1, 1, 1_000_000);
        if (!text.isBlank() && text.strip().length() < 2 || text.length() > 200) {
            throw new InvalidException("q", "user.query.invalid");
        }
        var found = users.search(new UserQuery(
                text,
                Boolean.TRUE.equals(deactivated) ? UserQuery.Status.DEACTIVATED : UserQuery.Status.ACTIVE,
                connectedAfter,
                connectedBefore,
                UserQuery.Order.LOGIN,
                true,
                (index - 1) * size,
                size));
        var administrator = caller.isCallerInRole(Role.ADMINISTRATOR);
        var counts = administrator
                ? tokens.count(found.items().stream().map(User::id).toList())
                : Map.<Long, Long>of();
        var self = caller.getCallerPrincipal().getName();
        return new Found(
                new Paging(index, size, found.total()),
                found.items().stream()
                        .map(user -> Listed.of(
                                user,
                                administrator || user.login().equals(self),
                                administrator ? counts.getOrDefault(user.id(), 0L) : null))
                        .toList());
    }

    private static int bounded(String field, @Nullable Integer given, int otherwise, int least, int most) {
        var value = Optional.ofNullable(given).orElse(otherwise);
        if (value < least || value > most) {
            throw new InvalidException(field, "api.parameter.range", field, least, most);
        }
        return value;
    }

    @POST
    @Path("create")
    @Operation(
            summary = "Create a user",
            description =
                    "For administrators. A deactivated user of that login comes back to life, without its tokens.")
    @APIResponse(responseCode = "200", description = "The user")
    @APIResponse(responseCode = "400", description = "A parameter breaks a rule, or the login is taken")
    public Changed create(
            @Parameter(description = "2–255 letters, digits and . - _ @", example = "ann")
                    @FormParam("login")
                    @DefaultValue("")
                    String login,
            @Parameter(description = "1–200 characters", example = "Ann") @FormParam("name") @DefaultValue("")
                    String name,
            @Parameter(description = "At most 100 characters", example = "ann@example.org")
                    @FormParam("email")
                    @DefaultValue("")
                    String email,
            @Parameter(description = "1–128 characters") @FormParam("password") @DefaultValue("") String password,
            @Parameter(description = "true: every user has its password here") @FormParam("local") @Nullable
                    Boolean local) {
        if (Boolean.FALSE.equals(local)) {
            throw new InvalidException("local", "user.local.only");
        }
        return Changed.of(users.create(new NewUser(login, name, email, password)));
    }

    @POST
    @Path("deactivate")
    @Operation(
            summary = "Deactivate a user",
            description = "For administrators, not on oneself. Every token of the user is revoked with it.")
    @APIResponse(responseCode = "200", description = "The user")
    @APIResponse(responseCode = "404", description = "Nobody has that login")
    public Changed deactivate(
            @Parameter(description = "Who", example = "ann") @FormParam("login") @DefaultValue("") String login) {
        return Changed.of(users.deactivate(login));
    }

    @GET
    @Path("current")
    @Operation(summary = "Who calls")
    @APIResponse(responseCode = "200", description = "The caller")
    public Current current() {
        var user = users.current();
        return new Current(
                true,
                user.login(),
                user.name(),
                user.email(),
                user.isLocal(),
                user.groupNames(),
                new Permissions(caller.isCallerInRole(Role.ADMINISTRATOR) ? List.of("admin") : List.of()));
    }
}

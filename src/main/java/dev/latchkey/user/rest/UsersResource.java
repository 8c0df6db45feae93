package dev.latchkey.user.rest;

import static dev.latchkey.platform.rest.ParameterConverters.format;

import dev.latchkey.platform.rest.IgnoresUnknownParameters;
import dev.latchkey.platform.rest.PageParameters;
import dev.latchkey.platform.rest.PageParameters.Paging;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Page;
import dev.latchkey.shared.Text;
import dev.latchkey.token.AccessToken;
import dev.latchkey.token.TokenService;
import dev.latchkey.token.TokenType;
import dev.latchkey.user.NewUser;
import dev.latchkey.user.Role;
import dev.latchkey.user.User;
import dev.latchkey.user.UserQuery;
import dev.latchkey.user.UserService;
import dev.latchkey.user.UserUpdate;
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
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Finds, creates, changes and deactivates users. */
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

    /** A changed user. */
    public record Changed(Details user) {

        static Changed of(User user) {
            return new Changed(new Details(
                    user.login(),
                    user.name(),
                    user.email(),
                    user.isActive(),
                    user.isLocal(),
                    user.groupNames(),
                    user.version()));
        }
    }

    /** A changed user, for administrators. */
    public record Details(
            String login,
            String name,
            @Nullable String email,
            boolean active,
            boolean local,
            List<String> groups,
            int version) {}

    /** One page of users. */
    public record Found(Paging paging, List<Listed> users) {}

    /** A user in a list. Fields after {@code active} are for administrators and the user only. */
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
            @Nullable String avatar,
            @Nullable String lastConnectionDate,
            boolean managed,
            @Nullable Integer version) {

        static Listed of(User user, boolean inFull, long tokensCount) {
            var lastConnection = user.lastConnectionAt();
            var email = inFull ? user.email() : null;
            return new Listed(
                    user.login(),
                    user.name(),
                    user.isActive(),
                    email,
                    inFull ? user.groupNames() : null,
                    inFull ? tokensCount : null,
                    user.isLocal(),
                    user.login(),
                    PROVIDER,
                    email == null ? null : Gravatar.hash(email),
                    inFull && lastConnection != null ? format(lastConnection) : null,
                    false,
                    inFull ? user.version() : null);
        }
    }

    /**
     * The caller.
     *
     * @param tokenType the type of the token of the call; null if none
     * @param projectKey the project of a token of type PROJECT_ANALYSIS_TOKEN
     */
    public record Current(
            boolean isLoggedIn,
            String login,
            String name,
            @Nullable String email,
            boolean local,
            List<String> groups,
            Permissions permissions,
            @Nullable TokenType tokenType,
            @Nullable String projectKey) {}

    /** The global permissions of the caller. */
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
                                                    {"paging":{"pageIndex":1,"pageSize":50,"total":1},"users":[{"login":"ann","name":"Ann","active":true,"email":"ann@example.org","groups":["users"],"tokensCount":2,"local":true,"externalIdentity":"ann","externalProvider":"latchkey","avatar":"8b5a6a28fc840441be692d74a81ccd1a","managed":false}]}""")))
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
            @Parameter(description = "The login, exactly, since every user signs in here", example = "ann")
                    @QueryParam("externalIdentity")
                    @Nullable
                    String externalIdentity,
            @Parameter(description = "true finds nobody, false everybody: no other system manages users here")
                    @QueryParam("managed")
                    @Nullable
                    Boolean managed,
            @Parameter(description = "Which page, from 1") @QueryParam("p") @Nullable Integer page,
            @Parameter(description = "How long a page is, 1–500, 50 when absent") @QueryParam("ps") @Nullable
                    Integer pageSize) {
        var wanted = PageParameters.of(page, pageSize);
        var length = Text.clean(text).length();
        if (length == 1 || length > 255) {
            throw new InvalidException("q", "api.user.query");
        }
        var query = new UserQuery(
                text,
                Boolean.TRUE.equals(deactivated) ? UserQuery.Status.DEACTIVATED : UserQuery.Status.ACTIVE,
                externalIdentity,
                connectedAfter,
                connectedBefore,
                UserQuery.Order.LOGIN,
                true,
                wanted.offset(),
                wanted.size());
        var found = Boolean.TRUE.equals(managed) ? new Page<User>(List.of(), 0) : users.search(query);
        var administrator = caller.isCallerInRole(Role.ADMINISTRATOR);
        var self = caller.getCallerPrincipal().getName();
        Predicate<User> inFull = user -> administrator || user.login().equals(self);
        var counts =
                tokens.count(found.items().stream().filter(inFull).map(User::id).toList());
        return new Found(
                wanted.paging(found.total()),
                found.items().stream()
                        .map(user -> Listed.of(user, inFull.test(user), counts.getOrDefault(user.id(), 0L)))
                        .toList());
    }

    @POST
    @Path("create")
    @IgnoresUnknownParameters
    @Operation(
            summary = "Create a user",
            description =
                    "For administrators. A deactivated user of that login comes back to life, without its tokens.")
    @APIResponse(responseCode = "200", description = "The user")
    @APIResponse(responseCode = "400", description = "A parameter breaks a rule, or the login is taken")
    public Changed create(
            @Parameter(
                            description = "2–255 letters, digits and . - _ @, the first a letter, digit or _",
                            example = "ann")
                    @FormParam("login")
                    @DefaultValue("")
                    String login,
            @Parameter(description = "1–200 characters", example = "Ann") @FormParam("name") @DefaultValue("")
                    String name,
            @Parameter(description = "At most 100 characters", example = "ann@example.org")
                    @FormParam("email")
                    @DefaultValue("")
                    String email,
            @Parameter(description = "1–128 characters, good for 7 days; the user replaces it at the first sign-in")
                    @FormParam("password")
                    @DefaultValue("")
                    String password,
            @Parameter(description = "true: every user has its password here") @FormParam("local") @Nullable
                    Boolean local) {
        if (Boolean.FALSE.equals(local)) {
            throw new InvalidException("local", "api.local");
        }
        return Changed.of(users.create(new NewUser(login, name, email, password)));
    }

    @POST
    @Path("update")
    @IgnoresUnknownParameters
    @Operation(
            summary = "Change name or email",
            description = "For administrators. What is not given stays as it is; an empty email takes it away.")
    @APIResponse(responseCode = "200", description = "The user")
    @APIResponse(responseCode = "400", description = "A parameter breaks a rule, or the user is deactivated")
    @APIResponse(responseCode = "404", description = "Nobody has that login")
    @APIResponse(responseCode = "409", description = "The user is no longer of the given version")
    public Changed update(
            @Parameter(description = "Who", example = "ann") @FormParam("login") @DefaultValue("") String login,
            @Parameter(description = "1–200 characters", example = "Ann Smith") @FormParam("name") @Nullable
                    String name,
            @Parameter(description = "At most 100 characters", example = "ann@example.org")
                    @FormParam("email")
                    @Nullable
                    String email,
            @Parameter(description = "The version that the caller saw; when absent, whatever there is is changed")
                    @FormParam("version")
                    @Nullable
                    Integer version) {
        return Changed.of(users.update(login, new UserUpdate(null, name, email, version)));
    }

    @POST
    @Path("update_login")
    @IgnoresUnknownParameters
    @Operation(summary = "Change the login", description = "For administrators. Sessions and tokens go on.")
    @APIResponse(responseCode = "204", description = "The user signs in with the new login from now on")
    @APIResponse(responseCode = "400", description = "The login breaks a rule or is taken, or the user is deactivated")
    @APIResponse(responseCode = "404", description = "Nobody has that login")
    public void updateLogin(
            @Parameter(description = "Who", example = "ann") @FormParam("login") @DefaultValue("") String login,
            @Parameter(
                            description = "2–255 letters, digits and . - _ @, the first a letter, digit or _",
                            example = "ann.smith")
                    @FormParam("newLogin")
                    @DefaultValue("")
                    String newLogin) {
        users.update(login, new UserUpdate(newLogin, null, null, null));
    }

    @POST
    @Path("deactivate")
    @IgnoresUnknownParameters
    @Operation(
            summary = "Deactivate a user",
            description =
                    "For administrators, not on oneself or the last administrator. Every token is revoked with it.")
    @APIResponse(responseCode = "200", description = "The user")
    @APIResponse(responseCode = "400", description = "The caller, or the last administrator")
    @APIResponse(responseCode = "404", description = "Nobody has that login")
    public Changed deactivate(
            @Parameter(description = "Who", example = "ann") @FormParam("login") @DefaultValue("") String login,
            @Parameter(description = "true: a neutral login takes the place of login, name and email, for good")
                    @FormParam("anonymize")
                    @Nullable
                    Boolean anonymize) {
        return Changed.of(users.deactivate(login, Boolean.TRUE.equals(anonymize)));
    }

    @GET
    @Path("current")
    @Operation(summary = "Who calls")
    @APIResponse(responseCode = "200", description = "The caller")
    public Current current() {
        var user = users.current();
        var token = tokens.ofCaller();
        return new Current(
                true,
                user.login(),
                user.name(),
                user.email(),
                user.isLocal(),
                user.groupNames(),
                new Permissions(caller.isCallerInRole(Role.ADMINISTRATOR) ? List.of("admin") : List.of()),
                token.map(AccessToken::type).orElse(null),
                token.map(AccessToken::projectKey).orElse(null));
    }
}

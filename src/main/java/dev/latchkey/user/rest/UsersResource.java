package dev.latchkey.user.rest;

import static dev.latchkey.platform.rest.ParameterConverters.format;

import dev.latchkey.platform.rest.IgnoresUnknownParameters;
import dev.latchkey.platform.rest.PageParameters;
import dev.latchkey.platform.rest.PageParameters.Paging;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Page;
import dev.latchkey.shared.Text;
import dev.latchkey.token.TokenCaller;
import dev.latchkey.token.TokenService;
import dev.latchkey.token.TokenType;
import dev.latchkey.user.NewUser;
import dev.latchkey.user.Role;
import dev.latchkey.user.User;
import dev.latchkey.user.UserList;
import dev.latchkey.user.UserQuery;
import dev.latchkey.user.UserService;
import dev.latchkey.user.UserSummary;
import dev.latchkey.user.UserUpdate;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
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
import org.jspecify.annotations.Nullable;

/** Finds, creates, changes and deactivates users. */
@Path("users")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class UsersResource {

    private static final String PROVIDER = "latchkey";

    @EJB
    UserService users;

    @EJB
    UserList list;

    @EJB
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

    /**
     * A user in a list. Email, groups, number of tokens, last connection and version are for administrators and the user
     * only.
     */
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
            boolean serviceAccount,
            @Nullable Integer version) {

        static Listed of(UserSummary user, boolean inFull, long tokensCount) {
            var lastConnection = user.lastConnectionAt();
            var email = inFull ? user.email() : null;
            return new Listed(
                    user.login(),
                    user.name(),
                    user.active(),
                    email,
                    inFull ? user.groupNames() : null,
                    inFull ? tokensCount : null,
                    user.isLocal(),
                    user.login(),
                    PROVIDER,
                    email == null ? null : Gravatar.hash(email),
                    inFull && lastConnection != null ? format(lastConnection) : null,
                    false,
                    user.serviceAccount(),
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
    public Found search(
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("deactivated") @Nullable Boolean deactivated,
            @QueryParam("lastConnectedAfter") @Nullable Instant connectedAfter,
            @QueryParam("lastConnectedBefore") @Nullable Instant connectedBefore,
            @QueryParam("externalIdentity") @Nullable String externalIdentity,
            @QueryParam("managed") @Nullable Boolean managed,
            @QueryParam("p") @Nullable Integer page,
            @QueryParam("ps") @Nullable Integer pageSize) {
        var wanted = PageParameters.of(page, pageSize);
        if (Text.clean(text).length() == 1) {
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
        var found = Boolean.TRUE.equals(managed) ? new Page<UserSummary>(List.of(), 0) : list.search(query);
        var administrator = caller.isCallerInRole(Role.ADMINISTRATOR);
        var self = caller.getCallerPrincipal().getName();
        Predicate<UserSummary> inFull = user -> administrator || user.login().equals(self);
        var counts = tokens.count(
                found.items().stream().filter(inFull).map(UserSummary::id).toList());
        return new Found(
                wanted.paging(found.total()),
                found.items().stream()
                        .map(user -> Listed.of(user, inFull.test(user), counts.getOrDefault(user.id(), 0L)))
                        .toList());
    }

    @POST
    @Path("create")
    @IgnoresUnknownParameters
    public Changed create(
            @FormParam("login") @DefaultValue("") String login,
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("email") @DefaultValue("") String email,
            @FormParam("password") @DefaultValue("") String password,
            @FormParam("local") @Nullable Boolean local) {
        if (Boolean.FALSE.equals(local)) {
            throw new InvalidException("local", "api.local");
        }
        return Changed.of(users.create(new NewUser(login, name, email, password)));
    }

    @POST
    @Path("update")
    @IgnoresUnknownParameters
    public Changed update(
            @FormParam("login") @DefaultValue("") String login,
            @FormParam("name") @Nullable String name,
            @FormParam("email") @Nullable String email,
            @FormParam("version") @Nullable Integer version) {
        return Changed.of(users.update(login, new UserUpdate(null, name, email, version)));
    }

    @POST
    @Path("update_login")
    @IgnoresUnknownParameters
    public void updateLogin(
            @FormParam("login") @DefaultValue("") String login,
            @FormParam("newLogin") @DefaultValue("") String newLogin) {
        users.update(login, new UserUpdate(newLogin, null, null, null));
    }

    @POST
    @Path("deactivate")
    @IgnoresUnknownParameters
    public Changed deactivate(
            @FormParam("login") @DefaultValue("") String login, @FormParam("anonymize") @Nullable Boolean anonymize) {
        return Changed.of(users.deactivate(login, Boolean.TRUE.equals(anonymize)));
    }

    @GET
    @Path("current")
    public Current current() {
        var user = users.current();
        var token = caller.getPrincipalsByType(TokenCaller.class).stream().findFirst();
        return new Current(
                true,
                user.login(),
                user.name(),
                user.email(),
                user.isLocal(),
                user.groupNames(),
                new Permissions(caller.isCallerInRole(Role.ADMINISTRATOR) ? List.of("admin") : List.of()),
                token.map(TokenCaller::type).orElse(null),
                token.map(TokenCaller::projectKey).orElse(null));
    }
}

package dev.latchkey.user.rest;

import static dev.latchkey.platform.rest.ParameterConverters.format;

import dev.latchkey.platform.rest.PageParameters;
import dev.latchkey.platform.rest.PageParameters.Paging;
import dev.latchkey.token.TokenService;
import dev.latchkey.user.NewServiceAccount;
import dev.latchkey.user.ServiceAccountQuery;
import dev.latchkey.user.ServiceAccountService;
import dev.latchkey.user.ServiceAccountUpdate;
import dev.latchkey.user.User;
import dev.latchkey.user.UserList;
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

/** Finds, creates, changes and deactivates the service accounts that the caller manages. */
@Path("service_accounts")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ServiceAccountsResource {

    @EJB
    ServiceAccountService accounts;

    @EJB
    UserList list;

    @EJB
    TokenService tokens;

    /** One page of service accounts. */
    public record Found(Paging paging, List<Details> serviceAccounts) {}

    /** A changed service account. */
    public record Changed(Details serviceAccount) {}

    /**
     * A service account.
     *
     * @param group the name of the group that owns it
     * @param groups the names of the groups that it belongs to
     */
    public record Details(
            String login,
            String name,
            boolean active,
            String group,
            List<String> groups,
            long tokensCount,
            @Nullable String lastConnectionDate,
            int version) {

        static Details of(User account, long tokensCount) {
            var lastConnection = account.lastConnectionAt();
            return new Details(
                    account.login(),
                    account.name(),
                    account.isActive(),
                    account.ownerName(),
                    account.groupNames(),
                    tokensCount,
                    lastConnection == null ? null : format(lastConnection),
                    account.version());
        }
    }

    @GET
    @Path("search")
    public Found search(
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("deactivated") @Nullable Boolean deactivated,
            @QueryParam("p") @Nullable Integer page,
            @QueryParam("ps") @Nullable Integer pageSize) {
        var wanted = PageParameters.of(page, pageSize);
        var found = list.serviceAccounts(
                new ServiceAccountQuery(text, !Boolean.TRUE.equals(deactivated), wanted.offset(), wanted.size()));
        var counts = tokens.count(found.items().stream().map(User::id).toList());
        return new Found(
                wanted.paging(found.total()),
                found.items().stream()
                        .map(account -> Details.of(account, counts.getOrDefault(account.id(), 0L)))
                        .toList());
    }

    @POST
    @Path("create")
    public Changed create(
            @FormParam("login") @DefaultValue("") String login,
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("group") @DefaultValue("") String group) {
        return changed(accounts.create(new NewServiceAccount(login, name, group)));
    }

    @POST
    @Path("update")
    public Changed update(
            @FormParam("login") @DefaultValue("") String login,
            @FormParam("name") @Nullable String name,
            @FormParam("group") @Nullable String group,
            @FormParam("version") @Nullable Integer version) {
        return changed(accounts.update(login, new ServiceAccountUpdate(name, group, version)));
    }

    @POST
    @Path("deactivate")
    public Changed deactivate(@FormParam("login") @DefaultValue("") String login) {
        return changed(accounts.deactivate(login));
    }

    private Changed changed(User account) {
        var counts = tokens.count(List.of(account.id()));
        return new Changed(Details.of(account, counts.getOrDefault(account.id(), 0L)));
    }
}

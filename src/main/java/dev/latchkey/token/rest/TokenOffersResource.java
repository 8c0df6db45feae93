package dev.latchkey.token.rest;

import static dev.latchkey.platform.rest.ParameterConverters.format;
import static dev.latchkey.platform.rest.ParameterConverters.optional;

import dev.latchkey.link.Delivery;
import dev.latchkey.link.OneTimeLink;
import dev.latchkey.link.TokenOffers;
import dev.latchkey.platform.Settings;
import dev.latchkey.platform.rest.PageParameters;
import dev.latchkey.platform.rest.PageParameters.Paging;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.token.Networks;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.TokenType;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Offers tokens, whose owners make the values with links. No call here has a value. */
@Path("user_tokens")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class TokenOffersResource {

    @EJB
    TokenOffers offers;

    @Inject
    Settings settings;

    /**
     * A new offer.
     *
     * @param link in no other response; null if it goes to the user by mail
     */
    public record Offered(Offer offer, @Nullable String link) {

        /** Omits the link. */
        @Override
        public String toString() {
            return "Offered[offer=" + offer + ']';
        }
    }

    /** One page of offers. */
    public record Found(Paging paging, List<Offer> offers) {}

    /** A token that its owner has not made yet. */
    public record Offer(
            String id,
            String login,
            String name,
            TokenType type,
            @Nullable String expirationDate,
            @Nullable String projectKey,
            @Nullable Collection<String> scopes,
            @Nullable List<String> networks,
            String createdAt,
            String createdBy,
            String lapsesAt) {

        static Offer of(OneTimeLink link) {
            return new Offer(
                    Long.toString(link.id()),
                    link.user().login(),
                    link.tokenName(),
                    link.tokenType(),
                    optional(link.expiresOn()),
                    link.projectKey(),
                    link.scopes().orElse(null),
                    link.networks().map(Networks::texts).orElse(null),
                    format(link.createdAt()),
                    link.createdBy().orElseThrow().login(),
                    format(link.lapsesAt()));
        }
    }

    @POST
    @Path("offer")
    public Offered offer(
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("login") @DefaultValue("") String login,
            @FormParam("expirationDate") @Nullable LocalDate expirationDate,
            @FormParam("type") @Nullable TokenType type,
            @FormParam("projectKey") @Nullable String projectKey,
            @FormParam("scopes") @Nullable String scopes,
            @FormParam("networks") @Nullable String networks,
            @FormParam("mail") @Nullable Boolean mail,
            @Context UriInfo uri) {
        if (login.isBlank()) {
            throw new InvalidException("login", "api.offer.login");
        }
        var kind = type == null ? TokenType.USER_TOKEN : type;
        var token = new NewToken(
                login,
                name,
                kind,
                expirationDate,
                projectKey,
                UserTokensResource.names(scopes),
                Networks.parse(networks));
        var issued = offers.offer(token, Delivery.of(mail));
        var base = settings.baseUrl()
                .orElseGet(() -> uri.getBaseUri().resolve("..").toString());
        return new Offered(Offer.of(issued.link()), issued.url(base).orElse(null));
    }

    @GET
    @Path("offers")
    public Found offers(
            @QueryParam("login") @Nullable String login,
            @QueryParam("p") @Nullable Integer page,
            @QueryParam("ps") @Nullable Integer pageSize) {
        var wanted = PageParameters.of(page, pageSize);
        var found = offers.search(login, wanted.offset(), wanted.size());
        return new Found(
                wanted.paging(found.total()),
                found.items().stream().map(Offer::of).toList());
    }

    @POST
    @Path("withdraw_offer")
    public void withdraw(@FormParam("id") @Nullable Long id) {
        if (id == null) {
            throw new InvalidException("id", "api.offer.id");
        }
        offers.withdraw(id);
    }
}

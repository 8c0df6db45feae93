package dev.latchkey.token.rest;

import static dev.latchkey.platform.rest.ParameterConverters.format;
import static dev.latchkey.platform.rest.ParameterConverters.optional;

import dev.latchkey.platform.rest.IgnoresUnknownParameters;
import dev.latchkey.platform.rest.PageParameters;
import dev.latchkey.platform.rest.PageParameters.Paging;
import dev.latchkey.platform.rest.WordList;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.token.Binding;
import dev.latchkey.token.DayOfUse;
import dev.latchkey.token.GeneratedToken;
import dev.latchkey.token.Narrowing;
import dev.latchkey.token.Networks;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Overlap;
import dev.latchkey.token.Rotation;
import dev.latchkey.token.TokenHistory;
import dev.latchkey.token.TokenService;
import dev.latchkey.token.TokenStatus;
import dev.latchkey.token.TokenSummary;
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
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Generates, lists and revokes tokens: the caller's own, or any as an administrator. */
@Path("user_tokens")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class UserTokensResource {

    @EJB
    TokenService tokens;

    @EJB
    TokenHistory history;

    @EJB
    Rotation rotation;

    @EJB
    Binding binding;

    @Inject
    Clock clock;

    /** Tokens read at a time, to bound memory. */
    private static final int BATCH = 1000;

    /** The maximum without paging. */
    private static final int MOST_LISTED = 10_000;

    private static final String EVERY_NETWORK = "ALL";

    /** A new token; the only response with a value. */
    public record Generated(
            String login,
            String name,
            String token,
            String hint,
            String createdAt,
            TokenType type,
            @Nullable String expirationDate,
            @Nullable String projectKey,
            @Nullable Collection<String> scopes,
            @Nullable List<String> networks) {

        static Generated of(GeneratedToken generated) {
            var token = generated.token();
            return new Generated(
                    generated.login(),
                    token.name(),
                    generated.secret().reveal(),
                    token.masked(),
                    format(token.createdAt()),
                    token.type(),
                    optional(token.expiresOn()),
                    token.projectKey(),
                    token.scopes().orElse(null),
                    token.networks().map(Networks::texts).orElse(null));
        }

        /** Omits the value. */
        @Override
        public String toString() {
            return "Generated[login=" + login + ", name=" + name + ']';
        }
    }

    /** Tokens of a user; {@code paging} only if a page was requested. */
    public record Found(
            String login,
            List<UserToken> userTokens,
            @Nullable Paging paging) {}

    /** The use of a token. */
    public record Uses(List<Used> uses) {}

    /** One day and address; {@code count} is the number of minutes with a use. */
    public record Used(String day, String address, String agent, int count, String lastConnectionDate) {

        static Used of(DayOfUse use) {
            return new Used(use.day().toString(), use.address(), use.agent(), use.uses(), format(use.last()));
        }
    }

    @POST
    @Path("generate")
    @IgnoresUnknownParameters(except = {"scope", "network"})
    public Generated generate(
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("login") @Nullable String login,
            @FormParam("expirationDate") @Nullable LocalDate expirationDate,
            @FormParam("type") @Nullable TokenType type,
            @FormParam("projectKey") @Nullable String projectKey,
            @FormParam("scopes") @Nullable String scopes,
            @FormParam("networks") @Nullable String networks) {
        var kind = type == null ? TokenType.USER_TOKEN : type;
        return Generated.of(tokens.generate(
                new NewToken(login, name, kind, expirationDate, projectKey, names(scopes), Networks.parse(networks))));
    }

    /** Names separated by commas, as everywhere in this API, or by spaces, as in RFC 6749; none if there are only separators. */
    static @Nullable Set<String> names(@Nullable String scopes) {
        return scopes == null || scopes.isBlank() ? null : Set.copyOf(WordList.parse(scopes.replace(' ', ',')));
    }

    @POST
    @Path("revoke")
    @IgnoresUnknownParameters
    public void revoke(@FormParam("name") @DefaultValue("") String name, @FormParam("login") @Nullable String login) {
        tokens.revoke(login, name);
    }

    @GET
    @Path("search")
    public Found search(
            @QueryParam("login") @Nullable String login,
            @QueryParam("status") @Nullable TokenStatus status,
            @QueryParam("p") @Nullable Integer page,
            @QueryParam("ps") @Nullable Integer pageSize) {
        var wanted = status == null ? TokenStatus.LIVE : status;
        var isPaged = wanted != TokenStatus.LIVE || page != null || pageSize != null;
        var paged = PageParameters.of(page, pageSize);
        if (isPaged) {
            var found = history.search(login, wanted, paged.offset(), paged.size());
            return new Found(found.login(), listed(found.tokens()), paged.paging(found.total()));
        }
        return all(login);
    }

    /** The reference product has no pages here: its clients get everything, up to the maximum. */
    private Found all(@Nullable String login) {
        var found = history.search(login, TokenStatus.LIVE, 0, BATCH);
        var listed = new ArrayList<UserToken>();
        for (var batch = found.tokens(); !batch.isEmpty() && listed.size() < MOST_LISTED; ) {
            listed.addAll(listed(batch));
            var last = batch.get(batch.size() - 1).name();
            batch = batch.size() < BATCH ? List.of() : history.named(login, last, BATCH);
        }
        var isWhole = found.total() <= MOST_LISTED;
        return new Found(found.login(), listed, isWhole ? null : new Paging(1, MOST_LISTED, found.total()));
    }

    private List<UserToken> listed(List<TokenSummary> tokens) {
        var today = LocalDate.now(clock);
        return tokens.stream().map(token -> UserToken.of(token, today)).toList();
    }

    @GET
    @Path("uses")
    public Uses uses(@QueryParam("id") @Nullable Long id) {
        if (id == null) {
            throw new InvalidException("id", "api.token.id");
        }
        return new Uses(history.places(id).uses().stream().map(Used::of).toList());
    }

    @POST
    @Path("rotate")
    public Generated rotate(
            @FormParam("name") @Nullable String name,
            @FormParam("login") @Nullable String login,
            @FormParam("overlap") @Nullable Integer overlap,
            @FormParam("untilFirstUse") @Nullable Boolean untilFirstUse,
            @FormParam("scopes") @Nullable String scopes,
            @FormParam("networks") @Nullable String networks) {
        var chosen = Overlap.chosen(overlap, Boolean.TRUE.equals(untilFirstUse));
        var narrowing = new Narrowing(names(scopes), Networks.parse(networks));
        return Generated.of(rotation.rotate(login, name, chosen, narrowing));
    }

    @POST
    @Path("bind")
    public void bind(
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("login") @Nullable String login,
            @FormParam("networks") @DefaultValue("") String networks) {
        if (networks.isEmpty()) {
            throw new InvalidException("networks", "api.networks.missing", EVERY_NETWORK);
        }
        binding.bind(login, name, networks.strip().equals(EVERY_NETWORK) ? null : Networks.parse(networks));
    }
}

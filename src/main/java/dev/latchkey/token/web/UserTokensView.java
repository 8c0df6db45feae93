package dev.latchkey.token.web;

import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.policy.PolicyService;
import dev.latchkey.policy.TokenPolicy;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.token.Networks;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.TokenHistory;
import dev.latchkey.token.TokenService;
import dev.latchkey.token.TokenStatus;
import dev.latchkey.token.TokenSummary;
import dev.latchkey.token.TokenType;
import dev.latchkey.user.SeenUser;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.primefaces.PrimeFaces;

/**
 * The tokens of one user, in the dialog of the Users page and in My account. Acts on the user in the title and on
 * tokens by id, since a name may belong to another token by now.
 */
@Named
@PageScoped
public class UserTokensView implements Serializable {

    private static final long serialVersionUID = 1;

    /** More are found with the filters of the inventory or through the API. */
    private static final int MOST_SHOWN = 1000;

    @Inject
    transient TokenService service;

    @Inject
    transient TokenHistory history;

    @Inject
    transient GeneratedTokenView generated;

    @Inject
    transient PolicyService policies;

    @Inject
    transient Clock clock;

    /** The owner as shown; null while the dialog is closed. */
    private @Nullable SeenUser owner;

    private List<TokenSummary> tokens = List.of();
    private int reads;
    private long total;
    private TokenPolicy policy = TokenPolicy.DEFAULT;
    private String name = "";
    private TokenType type = TokenType.USER_TOKEN;
    private String projectKey = "";
    private List<String> scopes = List.of();
    private String networks = "";
    private Expiration expiresIn = Expiration.DAYS_30;
    private @Nullable LocalDate expirationDate;
    private long revoking;
    private TokenStatus status = TokenStatus.LIVE;

    public void openOwn() {
        openFor(history.owner(""));
    }

    public void openFor(SeenUser shown) {
        owner = shown;
        status = TokenStatus.LIVE;
        policy = policies.current();
        startAnew();
        reload();
    }

    /** Discards all data about the user. */
    public void close() {
        owner = null;
        tokens = List.of();
    }

    public void generate() {
        make((shown, token) -> generated.show(service.generate(shown, token)), "done");
    }

    /**
     * Makes a token of the form's details.
     *
     * @param done tells the browser that it was made
     */
    void make(BiConsumer<SeenUser, NewToken> way, String done) {
        var refused = act(shown -> {
            if (expiresIn == Expiration.DATE && expirationDate == null) {
                throw new InvalidException("expirationDate", "token.expiration.invalid", getEarliest());
            }
            var day = expiresIn.day(LocalDate.now(clock), expirationDate, policy);
            way.accept(shown, new NewToken(null, name, type, day, projectKey, chosen(), Networks.parse(networks)));
        });
        policy = policies.current();
        if (!refused) {
            startAnew();
            PrimeFaces.current().ajax().addCallbackParam(done, true);
        }
        reload();
    }

    /** Asks for confirmation; 0 cancels the question. */
    public void ask(long tokenId) {
        revoking = tokenId;
    }

    public void filter() {
        revoking = 0;
        reload();
    }

    public void revoke(long tokenId) {
        revoking = 0;
        act(shown -> service.revoke(shown, tokenId));
        reload();
    }

    /**
     * Acts on the owner shown. If the owner has changed, does nothing and refreshes the title, so that the reader can
     * confirm again.
     *
     * @return whether it was refused
     */
    boolean act(Consumer<SeenUser> action) {
        var shown = owner;
        return shown == null || PageErrors.report(() -> action.accept(shown), () -> owner = history.owner(shown));
    }

    private void startAnew() {
        name = "";
        type = TokenType.USER_TOKEN;
        projectKey = "";
        scopes = List.of();
        networks = "";
        expiresIn = getExpirations().get(0);
        expirationDate = null;
        revoking = 0;
    }

    void reload() {
        if (owner == null) {
            return;
        }
        reads++;
        var found = history.search(owner, status, 0, MOST_SHOWN);
        total = found.total();
        tokens = found.tokens();
    }

    @Nullable
    SeenUser owner() {
        return owner;
    }

    /** How often the tokens were read, for what is read along with them. */
    int reads() {
        return reads;
    }

    public boolean isOpen() {
        return owner != null;
    }

    public String getOwnerName() {
        return owner == null ? "" : owner.name();
    }

    public boolean isOwnerActive() {
        return owner != null && owner.active();
    }

    public List<TokenSummary> getTokens() {
        return tokens;
    }

    /** Whether an active token ends within the days of which the policy reminds its owner. */
    public boolean expiresSoon(TokenSummary token) {
        return token.endedAt() == null && policy.expiresSoon(token.expiresOn(), LocalDate.now(clock));
    }

    /** The number of all matching tokens. */
    public long getTotal() {
        return total;
    }

    /** The id of the token to be revoked; 0 for none. */
    public long getRevoking() {
        return revoking;
    }

    public TokenStatus getStatus() {
        return status;
    }

    public void setStatus(TokenStatus status) {
        this.status = status;
    }

    public TokenStatus[] getStatuses() {
        return TokenStatus.values();
    }

    public List<Expiration> getExpirations() {
        return Expiration.allowed(LocalDate.now(clock), policy);
    }

    /** In days; null if the policy sets no limit. */
    public @Nullable Integer getMaximumLifetime() {
        return policy.maximumLifetime();
    }

    public String getLatest() {
        var latest = policy.latestExpiration(LocalDate.now(clock));
        return latest == null ? "9999-12-31" : latest.toString();
    }

    public String getEarliest() {
        return TokenPolicy.earliestExpiration(LocalDate.now(clock)).toString();
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    /** Only user tokens can be generated for other persons. */
    public List<TokenType> getTypes() {
        return owner != null && (owner.serviceAccount() || owner.login().equals(Faces.getRemoteUser()))
                ? List.of(TokenType.values())
                : List.of(TokenType.USER_TOKEN);
    }

    public TokenType getType() {
        return type;
    }

    public void setType(TokenType type) {
        this.type = type;
    }

    public String getProjectKey() {
        return projectKey;
    }

    public void setProjectKey(String projectKey) {
        this.projectKey = projectKey;
    }

    /** The names of the chosen scopes; none for a token without limit. */
    public List<String> getScopes() {
        return scopes;
    }

    public void setScopes(List<String> scopes) {
        this.scopes = List.copyOf(scopes);
    }

    private @Nullable Set<String> chosen() {
        return scopes.isEmpty() ? null : Set.copyOf(scopes);
    }

    public boolean isScopesRequired() {
        return policy.scopesRequired();
    }

    /** Addresses and ranges; blank for every network. */
    public String getNetworks() {
        return networks;
    }

    public void setNetworks(String networks) {
        this.networks = networks;
    }

    public boolean isNetworksRequired() {
        return policy.networksRequired();
    }

    public Expiration getExpiresIn() {
        return expiresIn;
    }

    public void setExpiresIn(Expiration expiresIn) {
        this.expiresIn = expiresIn;
    }

    public @Nullable LocalDate getExpirationDate() {
        return expirationDate;
    }

    public void setExpirationDate(@Nullable LocalDate expirationDate) {
        this.expirationDate = expirationDate;
    }
}

package dev.latchkey.token.web;

import dev.latchkey.policy.TokenPolicy;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.token.Networks;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.TokenType;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields for a new token, and what the policy allows in them. */
public final class NewTokenForm implements Serializable {

    private static final long serialVersionUID = 1;

    private final List<TokenType> types;
    private TokenPolicy policy;
    private LocalDate today;

    private String name = "";
    private TokenType type = TokenType.USER_TOKEN;
    private String projectKey = "";
    private Expiration expiresIn;
    private @Nullable LocalDate expirationDate;
    private List<String> scopes = List.of();
    private String networks = "";

    /** @param types that the owner may have */
    NewTokenForm(List<TokenType> types, TokenPolicy policy, LocalDate today) {
        this.types = List.copyOf(types);
        this.policy = policy;
        this.today = today;
        this.expiresIn = getExpirations().get(0);
    }

    /** Offers what the policy allows now, and keeps what is filled in. */
    void offer(TokenPolicy current, LocalDate day) {
        policy = current;
        today = day;
    }

    /**
     * The token that is filled in.
     *
     * @throws InvalidException if the day of its expiration is missing, or the networks are malformed
     */
    NewToken details(LocalDate day) {
        if (expiresIn == Expiration.DATE && expirationDate == null) {
            throw new InvalidException("expirationDate", "token.expiration.invalid", getEarliest());
        }
        return new NewToken(
                null,
                name,
                type,
                expiresIn.day(day, expirationDate, policy),
                projectKey,
                scopes.isEmpty() ? null : Set.copyOf(scopes),
                Networks.parse(networks));
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public List<TokenType> getTypes() {
        return types;
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

    public List<Expiration> getExpirations() {
        return Expiration.allowed(today, policy);
    }

    public Expiration getExpiresIn() {
        return expiresIn;
    }

    public void setExpiresIn(Expiration expiresIn) {
        this.expiresIn = expiresIn;
    }

    /** In days; null if the policy sets no limit. */
    public @Nullable Integer getMaximumLifetime() {
        return policy.maximumLifetime();
    }

    public @Nullable LocalDate getExpirationDate() {
        return expirationDate;
    }

    public void setExpirationDate(@Nullable LocalDate expirationDate) {
        this.expirationDate = expirationDate;
    }

    public String getEarliest() {
        return TokenPolicy.earliestExpiration(today).toString();
    }

    public String getLatest() {
        var latest = policy.latestExpiration(today);
        return latest == null ? "9999-12-31" : latest.toString();
    }

    /** The names of the chosen scopes; none for a token without limit. */
    public List<String> getScopes() {
        return scopes;
    }

    public void setScopes(List<String> scopes) {
        this.scopes = List.copyOf(scopes);
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
}

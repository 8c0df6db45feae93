package dev.latchkey.token;

import jakarta.security.enterprise.CallerPrincipal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A caller authenticated by a token. */
public class TokenCaller extends CallerPrincipal {

    private static final long serialVersionUID = 1;

    private final long tokenId;
    private final TokenType type;
    private final @Nullable String projectKey;

    @SuppressWarnings("serial") // Set.of
    private final @Nullable Set<String> scopes;

    public TokenCaller(VerifiedToken token) {
        super(token.login());
        this.tokenId = token.tokenId();
        this.type = token.type();
        this.projectKey = token.projectKey();
        this.scopes = token.scopes();
    }

    long tokenId() {
        return tokenId;
    }

    public TokenType type() {
        return type;
    }

    /** The project of a project analysis token; null for other types. */
    public @Nullable String projectKey() {
        return projectKey;
    }

    /** The names of the scopes that it is limited to; null for a token without limit. */
    @Nullable
    Set<String> scopes() {
        return scopes;
    }
}

package dev.latchkey.token;

import jakarta.security.enterprise.CallerPrincipal;
import org.jspecify.annotations.Nullable;

/** A caller authenticated by a token. */
public class TokenCaller extends CallerPrincipal {

    private static final long serialVersionUID = 1;

    private final long tokenId;
    private final TokenType type;
    private final @Nullable String projectKey;

    public TokenCaller(VerifiedToken token) {
        super(token.login());
        this.tokenId = token.tokenId();
        this.type = token.type();
        this.projectKey = token.projectKey();
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
}

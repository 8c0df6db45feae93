package dev.latchkey.token;

import jakarta.security.enterprise.CallerPrincipal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A caller authenticated by a token. */
public class TokenCaller extends CallerPrincipal {

    private static final long serialVersionUID = 1;

    private final VerifiedToken token;

    public TokenCaller(VerifiedToken token) {
        super(token.login());
        this.token = token;
    }

    VerifiedToken verified() {
        return token;
    }

    long tokenId() {
        return token.tokenId();
    }

    public TokenType type() {
        return token.type();
    }

    /** The project of a project analysis token; null for other types. */
    public @Nullable String projectKey() {
        return token.projectKey();
    }

    /** The names of the scopes that it is limited to; null for a token without limit. */
    @Nullable
    Set<String> scopes() {
        return token.scopes();
    }

    /** From which it may be used; null for every network. */
    @Nullable
    Networks networks() {
        return token.networks();
    }
}

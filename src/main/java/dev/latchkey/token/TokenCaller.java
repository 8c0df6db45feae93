package dev.latchkey.token;

import jakarta.security.enterprise.CallerPrincipal;

/** A caller authenticated by a token. */
public class TokenCaller extends CallerPrincipal {

    private static final long serialVersionUID = 1;

    private final long tokenId;

    public TokenCaller(VerifiedToken token) {
        super(token.login());
        this.tokenId = token.tokenId();
    }

    long tokenId() {
        return tokenId;
    }
}

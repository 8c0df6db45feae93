package dev.latchkey.token;

import dev.latchkey.user.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;

/** Tells services whether a token is good, and for what (RFC 7662). Asking is a use of the token. */
@Stateless
@RolesAllowed(Role.INTROSPECTION)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Introspection {

    @Inject
    TokenVerifier verifier;

    /**
     * What the value proves; empty if it is no token, unknown, expired, revoked, or of a deactivated user, which are all
     * the same to services (section 2.2).
     *
     * @param client the service, which is then the last to have used the token
     */
    public Optional<TokenFacts> of(String presented, Client client) {
        return verifier.facts(presented, client);
    }
}

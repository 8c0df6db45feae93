package dev.latchkey.link;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.RateExceededException;
import dev.latchkey.token.GeneratedToken;
import dev.latchkey.token.TokenOffering;
import dev.latchkey.user.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Set;

/** Lets the owner of an offered token make its value, once. */
@Stateless
@RolesAllowed(Role.USER)
public class TokenClaims {

    @Inject
    Claim claim;

    @Inject
    TokenOffering tokens;

    @Inject
    CurrentOrigin origin;

    /**
     * What the link offers to the caller. Changes nothing.
     *
     * @param pasted the secret of the link, or the whole link
     * @throws NotFoundException if there is no such link
     * @throws ForbiddenException if it is for another user, or whoever offered the token may no longer do so
     * @throws ConflictException if the link has ended, or a scope of the token was deleted
     * @throws RateExceededException if the caller's network exceeds its limit
     */
    public OneTimeLink look(String pasted) {
        var link = claim.open(find(pasted));
        link.token();
        return link;
    }

    /**
     * Generates the token that the link offers, and ends the link.
     *
     * @throws InvalidException if the policy does not allow the expiration any more, the name is taken, or the owner is
     * deactivated
     * @throws ConflictException also if the owner has the maximum number of active tokens
     */
    public GeneratedToken claim(String pasted) {
        var key = find(pasted);
        var owner = tokens.lock(key.userId(), key.tokenId());
        var link = claim.open(key);
        var offeredBy = link.createdBy().orElseThrow();
        var generated = tokens.generate(owner, link.token(), offeredBy, link.createdByTokenId());
        claim.take(link);
        return generated;
    }

    private LinkRepository.Key find(String pasted) {
        var key = claim.find(pasted, Set.of(LinkPurpose.TOKEN));
        if (!Objects.equals(key.userId(), origin.get().userId())) {
            throw new ForbiddenException(null, "link.others");
        }
        return key;
    }
}

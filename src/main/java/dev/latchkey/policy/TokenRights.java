package dev.latchkey.policy;

import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.CredentialRule;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.Message;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * What a token may do, whichever way it comes: as Bearer, over Basic, or by a background task that was started with it. Who
 * comes with a password or a session may do whatever the role allows.
 */
@Dependent
class TokenRights implements CredentialRule {

    @Inject
    CurrentPolicy policy;

    @Inject
    CurrentOrigin origin;

    @Override
    public Optional<Message> refusal(CredentialAct act) {
        return origin.get().tokenId() == null ? Optional.empty() : policy.get().refusalOfToken(act);
    }

    /**
     * Whether the caller may change the policy. Never may a token give tokens more than they have: it would let itself do
     * something, and take that back.
     *
     * @param seen what counts so far
     * @throws ForbiddenException when the change is not for a token to make
     */
    void checkChange(TokenPolicy seen, TokenPolicy wanted) {
        if (origin.get().tokenId() == null) {
            return;
        }
        if (!seen.tokensMay().containsAll(wanted.tokensMay())) {
            throw new ForbiddenException(null, "policy.byToken.itself");
        }
        if (wanted.isLooserThan(seen)) {
            seen.refusalOfToken(CredentialAct.LOOSEN_POLICY).ifPresent(why -> {
                throw new ForbiddenException(null, why);
            });
        }
    }
}

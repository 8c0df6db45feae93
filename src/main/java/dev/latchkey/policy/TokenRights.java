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
 * Restricts callers with a token, whether it comes as Bearer, with Basic, or from a background task started with it.
 * Callers with a password or session are limited only by their role.
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
     * Checks a change of the policy. No token may extend the rights of tokens: it could use them and revert the change.
     *
     * @param seen the current policy
     * @throws ForbiddenException if a token may not make the change
     */
    void checkChange(TokenPolicy seen, TokenPolicy wanted) {
        if (origin.get().tokenId() == null) {
            return;
        }
        if (!seen.tokensMay().containsAll(wanted.tokensMay())) {
            throw new ForbiddenException(null, "api.byToken.itself");
        }
        if (wanted.isLooserThan(seen)) {
            seen.refusalOfToken(CredentialAct.LOOSEN_POLICY).ifPresent(why -> {
                throw new ForbiddenException(null, why);
            });
        }
    }
}

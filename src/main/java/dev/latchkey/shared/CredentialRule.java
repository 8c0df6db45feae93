package dev.latchkey.shared;

import java.util.Optional;

/** The one rule that says whether the caller of today may make or widen a credential. */
public interface CredentialRule {

    /** Why the caller may not do it; empty when the caller may. */
    Optional<Message> refusal(CredentialAct act);

    /** @throws ForbiddenException when the caller may not do it, in words that name the setting */
    default void check(CredentialAct act) {
        refusal(act).ifPresent(why -> {
            throw new ForbiddenException(null, why);
        });
    }
}

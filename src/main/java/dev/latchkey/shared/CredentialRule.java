package dev.latchkey.shared;

import java.util.Optional;

/** Decides whether the current caller may create a credential or extend access. */
public interface CredentialRule {

    /** The reason for a refusal; empty when the caller may proceed. */
    Optional<Message> refusal(CredentialAct act);

    /** @throws ForbiddenException if the caller may not; the message names the setting */
    default void check(CredentialAct act) {
        refusal(act).ifPresent(why -> {
            throw new ForbiddenException(null, why);
        });
    }
}

package dev.latchkey.authentication;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/**
 * Login and password did not fit. Never what was typed: people type their password where the login belongs.
 *
 * @param subject the user whose login it was, or nobody known
 */
record SignInFailed(Subject subject) implements DomainEvent {

    @Override
    public boolean refused() {
        return true;
    }
}

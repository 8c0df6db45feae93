package dev.latchkey.authentication;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;

/**
 * A limit of guesses is exhausted: attempts are turned away without a look at the password. One entry stands for all that a
 * limit turns away in some minutes.
 *
 * @param subject the user whose login it was, or nobody known
 */
record SignInTurnedAway(Subject subject) implements DomainEvent {

    @Override
    public boolean refused() {
        return true;
    }
}

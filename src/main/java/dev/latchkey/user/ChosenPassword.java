package dev.latchkey.user;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.OverloadedException;
import dev.latchkey.user.UserEvent.PasswordChanged;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/**
 * A password that its user chooses without knowing the former one, for services of other features that have made sure of the
 * user, within their transactions.
 */
@Dependent
public class ChosenPassword {

    @Inject
    PasswordRule rule;

    @Inject
    PasswordHashing passwords;

    @Inject
    Event<DomainEvent> events;

    /** A password that keeps the rule. */
    public static final class Hashed {

        private final String hash;

        private Hashed(String hash) {
            this.hash = hash;
        }
    }

    /**
     * Takes the time of a hash, so callers lock nothing before.
     *
     * @throws InvalidException if the password breaks a rule
     * @throws OverloadedException if too many passwords are being hashed
     */
    public Hashed check(User user, String password) {
        rule.check(user, password);
        return new Hashed(passwords.hash(password));
    }

    /**
     * Replaces the password, a first password too, and ends all sessions of the user.
     *
     * @param user locked by the transaction
     */
    public void set(User user, Hashed password) {
        user.changePassword(password.hash);
        events.fire(new PasswordChanged(user.id(), user.login()));
    }
}

package dev.latchkey.user;

import dev.latchkey.shared.Characters;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.OverloadedException;
import dev.latchkey.user.UserEvent.PasswordChanged;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Verifies logins and passwords of anonymous callers. */
@Stateless
@PermitAll
public class SignIn {

    /** The precision of the last connection, which is written at most once in this time. */
    static final Duration CONNECTION_GRANULARITY = Duration.ofMinutes(1);

    @Inject
    UserRepository users;

    @Inject
    PasswordHashing passwords;

    @Inject
    PasswordRule rule;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /**
     * The active user with this login and password.
     *
     * @throws LapsedPasswordException if the password is correct but expired
     * @throws OverloadedException if too many passwords are being checked; this one was not
     */
    public Optional<User> withPassword(String login, String password) {
        var user = withLogin(login).filter(User::isActive);
        var bounded = password.length() <= PasswordStrength.LONGEST ? password : "";
        var hash = user.map(User::passwordHash).orElse(null);
        var match = passwords.verify(bounded, hash);
        if (hash == null || match == PasswordHashing.Match.NONE || !bounded.equals(password)) {
            return Optional.empty();
        }
        if (match == PasswordHashing.Match.OUTDATED) {
            user.ifPresent(known -> users.replacePasswordHash(known.id(), hash, passwords.hash(password)));
        }
        user.ifPresent(known -> {
            known.checkPasswordHasNotLapsed(clock.instant());
            connected(known.id());
        });
        return user;
    }

    /** The user with this login, without a password check: for logging only. */
    public Optional<User> withLogin(String login) {
        // headers are untrusted
        return Characters.areText(login) ? users.find(login) : Optional.empty();
    }

    /**
     * Replaces the user's own password after the old one was verified, and ends all sessions of the user.
     *
     * @param proven the user at the time of verification
     * @throws ConflictException if the user has changed since, possibly in the password
     * @throws InvalidException if the new password equals the old one or breaks a rule
     */
    public User changePassword(User proven, String oldPassword, String newPassword) {
        rule.check(proven, newPassword);
        if (PasswordHashing.areSame(newPassword, oldPassword)) {
            throw new InvalidException("password", "user.password.same");
        }
        var hash = passwords.hash(newPassword);
        var user = users.lock(proven.login())
                .filter(known -> known.id() == proven.id() && known.version() == proven.version())
                .orElseThrow(() -> new ConflictException(null, "error.conflict"));
        user.changePassword(hash);
        users.flush(user);
        events.fire(new PasswordChanged(user.id(), user.login()));
        return user;
    }

    /** Records a connection of the user. */
    public void connected(long userId) {
        connected(Set.of(userId));
    }

    /** Records a connection of each of these users, whom the transaction has locked. */
    public void connected(Set<Long> userIds) {
        var now = clock.instant();
        users.recordConnections(userIds, now, now.minus(CONNECTION_GRANULARITY));
    }
}

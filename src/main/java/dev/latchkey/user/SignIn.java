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

/** Who a login and password belong to. Called before anybody is signed in. */
@Stateless
@PermitAll
public class SignIn {

    /** How exact the last connection is: it is written once in this time at the most. */
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
     * @throws LapsedPasswordException when they fit, but the user was to replace the password and has not in time
     * @throws OverloadedException when too many passwords are being looked at; this one has not been
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

    /** Who has this login, whatever the password: for the records, not for an answer. */
    public Optional<User> withLogin(String login) {
        // a header may say anything
        return Characters.areText(login) ? users.find(login) : Optional.empty();
    }

    /**
     * Replaces one's own password, after the old one has been proven; every session of the user ends.
     *
     * @param proven the user as it was when the old password was looked at
     * @throws ConflictException when the user has been changed since: the password may be another one by now
     * @throws InvalidException when the new password is the old one or breaks a rule
     */
    public User changePassword(User proven, String oldPassword, String newPassword) {
        rule.check(proven, newPassword);
        if (PasswordHashing.areSame(newPassword, oldPassword)) {
            throw new InvalidException("password", "user.password.same");
        }
        var hash = passwords.hash(newPassword);
        var user = users.lock(proven.login())
                .filter(known -> known.id() == proven.id() && known.version() == proven.version())
                .orElseThrow(() -> new ConflictException(null, "api.conflict"));
        user.changePassword(hash);
        users.flush(user);
        events.fire(new PasswordChanged(user.id(), user.login()));
        return user;
    }

    /** Remembers that the user was here just now. */
    public void connected(long userId) {
        var now = clock.instant();
        users.recordConnection(userId, now, now.minus(CONNECTION_GRANULARITY));
    }
}

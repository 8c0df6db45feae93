package dev.latchkey.user;

import dev.latchkey.shared.CredentialAct;
import dev.latchkey.shared.CredentialRule;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
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
    CredentialRule rule;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** The active user with this login and password. */
    public Optional<User> withPassword(String login, String password) {
        var user = users.find(login).filter(User::isActive);
        var bounded = password.length() <= PasswordRule.LONGEST ? password : "";
        var matches = passwords.verify(bounded, user.map(User::passwordHash).orElse(null)) && bounded.equals(password);
        var signedIn = user.filter(known -> matches);
        signedIn.ifPresent(known -> connected(known.id()));
        return signedIn;
    }

    /** Who has this login, whatever the password: for the records, not for an answer. */
    public Optional<User> withLogin(String login) {
        return users.find(login);
    }

    /**
     * Replaces one's own password; every session of the user ends.
     *
     * @throws InvalidException when the old password is wrong, or the new one is the old one or breaks a rule
     * @throws ForbiddenException when the caller came with a token that may set no passwords
     */
    public User changePassword(String login, String oldPassword, String newPassword) {
        rule.check(CredentialAct.SET_PASSWORD);
        var user = withPassword(login, oldPassword)
                .orElseThrow(() -> new InvalidException("previousPassword", "user.password.wrong"));
        PasswordRule.check(login, newPassword);
        if (newPassword.equals(oldPassword)) {
            throw new InvalidException("password", "user.password.same");
        }
        user.changePassword(passwords.hash(newPassword));
        events.fire(new PasswordChanged(user.id(), user.login(), user.login()));
        return user;
    }

    /** Remembers that the user was here just now. */
    public void connected(long userId) {
        var now = clock.instant();
        users.recordConnection(userId, now, now.minus(CONNECTION_GRANULARITY));
    }
}

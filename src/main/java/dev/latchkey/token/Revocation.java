package dev.latchkey.token;

import dev.latchkey.project.ProjectDeleted;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.user.User;
import dev.latchkey.user.UserDeactivated;
import dev.latchkey.user.UserDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Ends tokens, always inside of the transaction of who decided it. */
@ApplicationScoped
class Revocation {

    @Inject
    TokenRepository tokens;

    @Inject
    UserDirectory users;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** Ends a token that nobody has ended; the event tells what it ended by, which may be an overlap that was just over. */
    void revoke(AccessToken token, User by, RevocationReason reason) {
        token.revoke(clock.instant(), by, reason)
                .ifPresent(actual -> tell(token, actual == RevocationReason.ROTATED ? null : by.login(), actual));
    }

    /** The overlap of a rotated token is over. */
    void endReplaced(AccessToken former) {
        former.endReplaced(clock.instant());
        tell(former, null, RevocationReason.ROTATED);
    }

    private void tell(AccessToken token, @Nullable String by, RevocationReason reason) {
        var owner = token.owner();
        events.fire(new TokenRevoked(token.id(), owner.id(), owner.login(), token.name(), by, reason));
    }

    void revokeAllOf(@Observes UserDeactivated user) {
        var by = users.get(user.by());
        tokens.live(user.userId()).forEach(token -> revoke(token, by, RevocationReason.USER_DEACTIVATED));
    }

    void revokeAllOf(@Observes ProjectDeleted project) {
        var by = users.get(project.by());
        tokens.liveOf(project.key()).forEach(token -> revoke(token, by, RevocationReason.PROJECT_DELETED));
    }
}

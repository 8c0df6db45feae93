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

    /** @param by null when the system ends it by itself */
    void revoke(AccessToken token, @Nullable User by, RevocationReason reason) {
        token.revoke(clock.instant(), by, reason);
        var owner = token.owner();
        events.fire(new TokenRevoked(
                token.id(), owner.id(), owner.login(), token.name(), by == null ? null : by.login(), reason));
    }

    /** The overlap of a rotated token is over. */
    void endReplaced(AccessToken former) {
        former.endReplaced(clock.instant());
        var owner = former.owner();
        events.fire(new TokenRevoked(
                former.id(), owner.id(), owner.login(), former.name(), null, RevocationReason.ROTATED));
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

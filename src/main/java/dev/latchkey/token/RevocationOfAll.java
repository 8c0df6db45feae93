package dev.latchkey.token;

import dev.latchkey.project.ProjectEvent.ProjectCreated;
import dev.latchkey.project.ProjectEvent.ProjectDeleted;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.Origin;
import dev.latchkey.user.User;
import dev.latchkey.user.UserDirectory;
import dev.latchkey.user.UserEvent.UserDeactivated;
import dev.latchkey.user.UserEvent.UserReactivated;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Objects;

/**
 * Ends all tokens of a deactivated user or a deleted project: the first thousand in the transaction of the decision,
 * the others in batches on any server. Until then they are refused anyway, and neither user nor project can return.
 */
@Stateless
@PermitAll
public class RevocationOfAll {

    /** The number of tokens per transaction. */
    static final int BATCH = 1000;

    @Inject
    PendingRevocationRepository pending;

    @Inject
    Revocation revocation;

    @Inject
    UserDirectory users;

    @Inject
    CurrentOrigin origin;

    @Inject
    Clock clock;

    public void revokeAllOf(@Observes UserDeactivated user) {
        begin(PendingRevocation.ofUser(user.userId(), caller(), origin.get()));
    }

    public void revokeAllOf(@Observes ProjectDeleted project) {
        begin(PendingRevocation.ofProject(project.key(), caller(), origin.get()));
    }

    /** @throws ConflictException if old tokens are not yet revoked and would become valid again */
    public void check(@Observes UserReactivated user) {
        if (pending.existsOfUser(user.userId())) {
            throw new ConflictException("login", "token.user.revoking", user.login());
        }
    }

    /** @throws ConflictException if old tokens are not yet revoked and would become valid again */
    public void check(@Observes ProjectCreated project) {
        if (pending.existsOfProject(project.key())) {
            throw new ConflictException("project", "token.project.revoking", project.key());
        }
    }

    /** Ends a batch; returns whether more may exist. Called by the timer, which has no caller identity. */
    public boolean goOn() {
        var next = pending.lockFirst();
        // the rest of the timer's work belongs to the server
        origin.set(next.map(PendingRevocation::origin).orElse(Origin.SERVER));
        next.filter(this::endSome).ifPresent(pending::remove);
        return next.isPresent();
    }

    private User caller() {
        return users.get(
                Objects.requireNonNull(origin.get().userId(), "only users deactivate users and delete projects"));
    }

    private void begin(PendingRevocation all) {
        if (!endSome(all)) {
            pending.add(all);
        }
    }

    /** Returns whether these were the last ones. */
    private boolean endSome(PendingRevocation all) {
        var some = pending.some(all, clock.instant(), BATCH + 1);
        revocation.revoke(some.stream().limit(BATCH).toList(), all.by(), all.reason());
        return some.size() <= BATCH;
    }
}

package dev.latchkey.link;

import dev.latchkey.link.LinkEvent.PasswordRequested;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Origin;
import dev.latchkey.user.UserDirectory;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/**
 * Turns requests for a forgotten password into links by mail, one transaction per request. The timer has no caller identity,
 * hence {@code @PermitAll}.
 */
@Stateless
@PermitAll
public class ForgottenPasswordWork {

    /** With the same address. */
    private static final int MOST_USERS = 5;

    @Inject
    PasswordRequestRepository requests;

    @Inject
    UserDirectory users;

    @Inject
    Issue issue;

    @Inject
    CurrentOrigin origin;

    @Inject
    Event<DomainEvent> events;

    /** Answers the oldest request; returns whether there was one. */
    public boolean answer() {
        var next = requests.takeFirst();
        next.filter(request -> !request.isOlderThan(Issue.FORGOTTEN, issue.now()))
                .ifPresent(this::answer);
        // the rest of the timer's work belongs to the server
        origin.set(Origin.SERVER);
        return next.isPresent();
    }

    private void answer(PasswordRequest request) {
        origin.set(new Origin(null, Origin.Channel.PAGE, request.address()));
        for (var id : users.reachable(request.typed(), MOST_USERS)) {
            // locks in the order of the ids: two servers may answer requests that name the same users
            issue.forForgotten(users.lock(id)).ifPresent(link -> {
                issue.issue(link, Delivery.MAILED);
                events.fire(new PasswordRequested(link.id(), id));
            });
        }
    }
}

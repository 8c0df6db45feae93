package dev.latchkey.link;

import dev.latchkey.platform.Settings;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.user.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** Drafts links by the caller, which live as long as the operator says. */
@Dependent
class Draft {

    @Inject
    LinkRepository links;

    @Inject
    CurrentOrigin origin;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** @throws ConflictException if the user has {@link OneTimeLink#MOST_OPEN} open links */
    OneTimeLink of(LinkPurpose purpose, User user) {
        var now = now();
        if (links.countOpen(user.id(), now) >= OneTimeLink.MOST_OPEN) {
            throw new ConflictException(null, "link.many", user.login(), OneTimeLink.MOST_OPEN);
        }
        var by = origin.get();
        return new OneTimeLink(
                purpose, user, links.user(by.userId()), by.tokenId(), now, now.plus(settings.linkLifetime()));
    }

    Instant now() {
        return clock.instant();
    }
}

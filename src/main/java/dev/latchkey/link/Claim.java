package dev.latchkey.link;

import dev.latchkey.platform.NetworkLimit;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.Mandate;
import dev.latchkey.shared.Mandates;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.Origin;
import dev.latchkey.shared.RateExceededException;
import dev.latchkey.user.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** Finds the link of a secret and claims it, within the transaction of the caller. */
@ApplicationScoped
class Claim {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int ATTEMPTS = 60;

    private final NetworkLimit attempts = new NetworkLimit(ATTEMPTS, WINDOW);

    @Inject
    LinkRepository links;

    @Inject
    Mandates mandates;

    @Inject
    CurrentOrigin origin;

    @Inject
    Clock clock;

    /**
     * Finds a link without reading it.
     *
     * @param pasted the secret, or the whole link
     * @throws NotFoundException if there is none, or it is for something else
     * @throws RateExceededException after 60 attempts of the caller's network in five minutes, until five seconds have passed
     */
    LinkRepository.Key find(String pasted, Set<LinkPurpose> purposes) {
        attempts.count(Objects.requireNonNull(origin.get().address(), "only callers from a network come here"));
        return LinkSecret.parse(pasted)
                .flatMap(secret -> links.find(secret.hash()))
                .filter(key -> purposes.contains(key.purpose()))
                .orElseThrow(() -> new NotFoundException("code", "link.unknown"));
    }

    /**
     * Reads the link as it is now.
     *
     * @throws ConflictException if it has ended
     * @throws ForbiddenException if whoever created it may no longer do so
     */
    OneTimeLink open(LinkRepository.Key key) {
        var link = links.read(key.id()).orElseThrow(() -> new NotFoundException("code", "link.unknown"));
        link.checkOpen(clock.instant());
        if (!isMandated(link)) {
            throw new ForbiddenException(null, "link.creator");
        }
        return link;
    }

    /**
     * Whether its creator, if it has one, is still an administrator. Links made with a token do not end with its expiration;
     * its revocation withdraws them.
     */
    boolean isMandated(OneTimeLink link) {
        return link.createdBy()
                .map(creator -> new Mandate(new Origin(creator.id(), Origin.Channel.PAGE, null), Role.ADMINISTRATOR))
                .map(mandates::isGood)
                .orElse(true);
    }

    /**
     * Claims the link, as the last step: the transaction undoes the others if somebody was quicker.
     *
     * @throws ConflictException if it has ended meanwhile
     */
    void take(OneTimeLink link) {
        if (!links.claim(link.id(), clock.instant())) {
            throw new ConflictException(null, "link.claimed");
        }
    }
}

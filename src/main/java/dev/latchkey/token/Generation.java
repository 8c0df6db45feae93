package dev.latchkey.token;

import dev.latchkey.policy.CurrentPolicy;
import dev.latchkey.policy.TokenPolicy;
import dev.latchkey.project.Project;
import dev.latchkey.project.ProjectDirectory;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.token.TokenEvent.TokenGenerated;
import dev.latchkey.token.TokenEvent.TokenRotated;
import dev.latchkey.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes tokens that keep the rules of name and policy, always inside of the transaction of who decided it. */
@ApplicationScoped
class Generation {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    TokenRepository tokens;

    @Inject
    CurrentPolicy policy;

    @Inject
    ProjectDirectory projects;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /**
     * @param owner an active user whom the transaction holds locked
     * @throws InvalidException when the name is taken, the policy does not allow the expiration, or the project is
     *     missing
     * @throws NotFoundException when there is no such project
     * @throws ForbiddenException when the token with which the caller came has ended meanwhile
     */
    GeneratedToken generate(User owner, NewToken details, Creator by) {
        policy.get().checkExpiration(details.expirationDate(), LocalDate.now(clock));
        if (tokens.find(owner.id(), details.name()).isPresent()) {
            throw new InvalidException("name", "token.name.taken", details.name());
        }
        var secret = TokenSecret.generate(details.type(), RANDOM);
        var token = new AccessToken(owner, details, secret, clock.instant(), by);
        if (details.type() == TokenType.PROJECT_ANALYSIS_TOKEN) {
            token.restrictTo(project(details.projectKey()));
        }
        // as late as may be: of all that is generated with one token, one waits for the other here
        lock(by, List.of());
        tokens.add(token);
        events.fire(new TokenGenerated(token.id(), owner.id(), token.name(), token.type(), token.expiresOn()));
        return new GeneratedToken(owner.login(), token, secret);
    }

    /**
     * A new value for a token, as many days from today as the former had, or as the policy allows. The former value ends
     * with it at the latest. Where there is a former value already, the new one has been lost on its way to whom it was
     * for: it ends, and another one takes its place.
     *
     * @param token that goes by its name, {@linkplain #lock locked}, of an active user whom the transaction holds locked
     * @throws NotFoundException when its project is being deleted
     * @throws InvalidException when it has been rotated for as long as the policy allows
     */
    GeneratedToken rotate(AccessToken token, Overlap overlap, Creator by) {
        var now = clock.instant();
        var former = token.former(now).orElse(token);
        if (former != token) {
            token.endBy(new End(now, EndReason.ROTATED, by.user()));
        }
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var lifetime = former.lifetime();
        var wanted = lifetime == null
                ? null
                : TokenPolicy.LAST_DAY.isBefore(today.plusDays(lifetime))
                        ? TokenPolicy.LAST_DAY
                        : today.plusDays(lifetime);
        var expiresOn = expiration(former, wanted, today);
        if (former.projectKey() != null) {
            projects.lock(former.projectKey());
        }
        former.makeWay(now, by.user(), overlap, expiresOn);
        var secret = TokenSecret.generate(former.type(), RANDOM);
        var successor = new AccessToken(former, expiresOn, secret, now, by);
        tokens.replace(successor);
        var owner = former.owner();
        events.fire(new TokenRotated(successor.id(), owner.id(), successor.name(), expiresOn, former.overlapEnd()));
        return new GeneratedToken(owner.login(), successor, secret);
    }

    /** The wanted one, or the latest that the policy allows. */
    private @Nullable LocalDate expiration(AccessToken former, @Nullable LocalDate wanted, LocalDate today) {
        var rules = policy.get();
        var first = LocalDate.ofInstant(former.firstGeneratedAt(), ZoneOffset.UTC);
        var latest = rules.latestByRotation(first);
        if (latest != null && !latest.isAfter(today)) {
            throw new InvalidException("name", "token.rotate.old", former.name(), first.toString(), latest.toString());
        }
        var expiresOn = rules.limit(wanted, today);
        return latest != null && (expiresOn == null || latest.isBefore(expiresOn)) ? latest : expiresOn;
    }

    /**
     * Locks values of a token that is to be rotated, and the token with which the caller came: whoever revokes that one
     * comes before, and nothing is generated with it any more, or after, and finds what was.
     *
     * @throws ForbiddenException when the token with which the caller came has ended meanwhile
     */
    void lock(Creator by, Collection<Long> values) {
        var all = new TreeSet<>(values);
        if (by.tokenId() != null) {
            all.add(by.tokenId());
        }
        var now = clock.instant();
        var locked = tokens.lock(all);
        if (by.tokenId() != null
                && locked.stream().noneMatch(token -> token.id() == by.tokenId() && token.isActive(now))) {
            throw new ForbiddenException(null, "api.token.ended");
        }
    }

    private Project project(@Nullable String key) {
        if (key == null || key.isBlank()) {
            throw new InvalidException("projectKey", "token.project.missing");
        }
        return projects.lock(key);
    }
}

package dev.latchkey.token;

import dev.latchkey.policy.CurrentPolicy;
import dev.latchkey.policy.TokenPolicy;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.token.TokenEvent.TokenBound;
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
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Creates tokens according to name rules and policy, within the transaction of the caller. */
@ApplicationScoped
class Generation {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    TokenRepository tokens;

    @Inject
    CurrentPolicy policy;

    @Inject
    Restriction restriction;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /**
     * @param owner an active user, locked by the transaction
     * @throws InvalidException if the name is taken, the policy does not allow the expiration, the project is missing, a
     * scope does not exist, or the policy demands scopes or networks
     * @throws NotFoundException if the project does not exist
     * @throws ForbiddenException if the caller's token has ended meanwhile
     */
    GeneratedToken generate(User owner, NewToken details, Creator by) {
        var made = make(owner, details, by);
        restriction.apply(made.token(), details, by);
        tokens.add(made.token());
        // as late as possible, because tokens generated with the same token wait for each other from here on
        lockCaller(by);
        tell(made.token(), null);
        return made;
    }

    /**
     * Refuses what {@link #generate} would refuse, and generates nothing.
     *
     * @throws ForbiddenException if the caller's token has ended meanwhile; otherwise it does not end before the transaction
     */
    void check(User owner, NewToken details, Creator by) {
        restriction.apply(make(owner, details, by).token(), details, by);
        lockCaller(by);
    }

    /**
     * Generates a token that was {@linkplain #check checked} for an administrator before, for its owner, the caller.
     *
     * @param by the administrator, with a token that the transaction has locked
     */
    GeneratedToken generateOffered(User owner, NewToken details, Creator by) {
        var made = make(owner, details, by);
        restriction.applyOffered(made.token(), details);
        tokens.add(made.token());
        tell(made.token(), by.user().id());
        return made;
    }

    private GeneratedToken make(User owner, NewToken details, Creator by) {
        policy.get().checkExpiration(details.expirationDate(), LocalDate.now(clock));
        if (tokens.isHeld(owner.id(), details.name())) {
            throw new InvalidException("name", "token.name.taken", details.name());
        }
        var secret = TokenSecret.generate(details.type(), RANDOM);
        return new GeneratedToken(owner.login(), new AccessToken(owner, details, secret, clock.instant(), by), secret);
    }

    private void tell(AccessToken token, @Nullable Long offeredBy) {
        events.fire(new TokenGenerated(
                token.id(),
                token.owner().id(),
                token.name(),
                token.type(),
                token.expiresOn(),
                token.scopes().orElse(null),
                texts(token),
                offeredBy));
    }

    /**
     * Rotates a token, with the lifetime of the previous value counted from today, or the maximum that the policy
     * allows. The previous value ends with the new one at the latest. If an older value is still active, the current
     * one was presumably lost before its first use: it ends and is replaced.
     *
     * @param token that holds its name, {@linkplain #lock locked}, of an active user locked by the transaction
     * @throws NotFoundException if its project is being deleted
     * @throws InvalidException if the policy does not allow further rotations, or the token has less than it is to keep
     * @throws ForbiddenException if the caller may not give the new value its scopes or networks
     */
    GeneratedToken rotate(AccessToken token, Overlap overlap, Narrowing to, Creator by) {
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
        former.makeWay(now, by.user(), overlap, expiresOn);
        var secret = TokenSecret.generate(former.type(), RANDOM);
        var successor = new AccessToken(former, expiresOn, secret, now, by);
        // The value that was lost may have had fewer scopes and networks than the one before.
        successor.limitAs(token);
        successor.bindTo(token.networks().orElse(null));
        restriction.applyAgain(successor, to, by);
        tokens.replace(successor);
        var owner = former.owner();
        events.fire(new TokenRotated(
                successor.id(),
                owner.id(),
                successor.name(),
                expiresOn,
                former.overlapEnd(),
                successor.scopes().orElse(null),
                texts(successor)));
        return new GeneratedToken(owner.login(), successor, secret);
    }

    /** The requested expiration, or the latest that the policy allows. */
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
     * Binds a token.
     *
     * @param to null for every network
     * @param token {@linkplain #lock locked}
     * @throws InvalidException if the policy demands networks
     * @throws ForbiddenException if these are wider, and the caller's token is bound to less, or lacks a scope of the token
     */
    void bind(AccessToken token, @Nullable Networks to, Creator by) {
        var before = texts(token);
        restriction.bind(token, to, by);
        if (!Objects.equals(before, texts(token))) {
            events.fire(new TokenBound(token.id(), token.owner().id(), token.name(), before, texts(token)));
        }
    }

    private static @Nullable List<String> texts(AccessToken token) {
        return token.networks().map(Networks::texts).orElse(null);
    }

    /**
     * Locks the values of a token, and the token of the caller, in the order of their ids.
     *
     * @throws ForbiddenException if the caller's token has ended meanwhile
     */
    void lock(Creator by, Collection<Long> values) {
        var all = new TreeSet<>(values);
        if (by.tokenId() != null) {
            all.add(by.tokenId());
        }
        tokens.lock(all);
        lockCaller(by);
    }

    /**
     * Locks the token of the caller. A revocation of it and everything generated with it either comes first, and nothing
     * can be generated with it, or later, and finds the new value. So does a change of its networks.
     *
     * @throws ForbiddenException if the caller's token has ended, or was bound to other networks, meanwhile
     */
    void lockCaller(Creator by) {
        if (by.tokenId() != null && !tokens.lockActive(by.tokenId(), by.networks(), clock.instant())) {
            throw new ForbiddenException(null, "api.token.ended");
        }
    }
}

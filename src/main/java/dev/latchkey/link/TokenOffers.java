package dev.latchkey.link;

import dev.latchkey.link.LinkEvent.OfferWithdrawn;
import dev.latchkey.link.LinkEvent.TokenOffered;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.Page;
import dev.latchkey.shared.RateExceededException;
import dev.latchkey.token.Networks;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.TokenOffering;
import dev.latchkey.user.Role;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.User;
import dev.latchkey.user.UserDirectory;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * Offers tokens: an administrator chooses what a token is, and its owner makes the value with a link. Until then there is
 * no token.
 */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class TokenOffers {

    @Inject
    LinkRepository links;

    @Inject
    Issue issue;

    @Inject
    TokenOffering tokens;

    @Inject
    Event<DomainEvent> events;

    @Inject
    UserDirectory users;

    /**
     * Offers a token to its owner. Whatever would refuse the token now refuses the offer, and is asked again at the claim.
     *
     * @throws ForbiddenException if the policy does not allow the caller's token to generate tokens
     * @throws NotFoundException if no user has the login, or the project does not exist
     * @throws InvalidException if the input is invalid, the name is taken or offered, the user is deactivated, or the link is to be
     * mailed, but no mail can be sent, or the user has no address
     * @throws ConflictException if the owner has the maximum number of active tokens, or of open links
     * @throws RateExceededException if the owner exceeds the hourly limit
     */
    public IssuedLink offer(@Valid NewToken details, Delivery delivery) {
        return offer(tokens.check(details), details, delivery);
    }

    /**
     * For the user that a page shows.
     *
     * @throws ConflictException if the user has changed since it was shown
     */
    public IssuedLink offer(SeenUser owner, @Valid NewToken details, Delivery delivery) {
        return offer(tokens.check(owner, details), details, delivery);
    }

    private IssuedLink offer(User owner, NewToken details, Delivery delivery) {
        var issued = issue.issue(issue.forToken(owner, details), delivery);
        var link = issued.link();
        events.fire(new TokenOffered(
                link.id(),
                link.user().id(),
                link.tokenName(),
                link.tokenType(),
                link.expiresOn(),
                link.scopes().orElse(null),
                link.networks().map(Networks::texts).orElse(null),
                link.isMailed()));
        return issued;
    }

    /**
     * Offers that can still be claimed, newest first.
     *
     * @param login of the owner; null or blank for all
     * @param offset the number of offers to skip, from 0
     * @param limit the maximum number of offers, 1–500
     * @throws NotFoundException if no user has the login
     */
    public Page<OneTimeLink> search(@Nullable String login, int offset, int limit) {
        var owner = login == null || login.isBlank() ? null : users.get(login).id();
        return links.offers(owner, issue.now(), offset, limit);
    }

    /** Those of the user that a page shows. */
    public Page<OneTimeLink> search(SeenUser owner, int offset, int limit) {
        return links.offers(owner.id(), issue.now(), offset, limit);
    }

    /**
     * Withdraws an offer.
     *
     * @throws NotFoundException if there is none of this id
     * @throws ConflictException if it has ended
     */
    public void withdraw(long id) {
        var link = links.read(id)
                .filter(found -> found.purpose() == LinkPurpose.TOKEN)
                .orElseThrow(() -> new NotFoundException("id", "link.offer.unknown", Long.toString(id)));
        var now = issue.now();
        link.checkOpen(now);
        if (!links.withdraw(id, now)) {
            throw new ConflictException(null, "link.claimed");
        }
        events.fire(new OfferWithdrawn(id, link.user().id(), link.tokenName()));
    }
}

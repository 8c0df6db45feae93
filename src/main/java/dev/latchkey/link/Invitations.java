package dev.latchkey.link;

import dev.latchkey.link.LinkEvent.PasswordLinkIssued;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.user.NewUser;
import dev.latchkey.user.Role;
import dev.latchkey.user.SeenUser;
import dev.latchkey.user.User;
import dev.latchkey.user.UserDirectory;
import dev.latchkey.user.UserService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.Valid;

/**
 * Lets users choose their passwords with a link, instead of giving them first passwords. A new link withdraws earlier ones
 * of the user, and so does a new password.
 */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class Invitations {

    @Inject
    UserService accounts;

    @Inject
    UserDirectory users;

    @Inject
    Issue issue;

    @Inject
    Event<DomainEvent> events;

    /**
     * Invites a user. A password that the user has stays valid until the link is used.
     *
     * @throws NotFoundException if no user has the login
     * @throws InvalidException if the user is deactivated, a service account or the caller, or the link is to be mailed, but no
     * mail can be sent, or the user has no address
     * @throws ConflictException if the user has 100 open links
     * @throws ForbiddenException if the policy does not allow the caller's token to set passwords
     */
    public IssuedLink invite(String login, Delivery delivery) {
        return invite(users.lockForPassword(login), delivery);
    }

    /**
     * The same for the user that a page shows.
     *
     * @throws ConflictException also if the user has changed since it was shown
     */
    public IssuedLink invite(SeenUser seen, Delivery delivery) {
        return invite(users.lockForPassword(seen), delivery);
    }

    /**
     * Creates or reactivates a user without a password, and invites the user.
     *
     * @param details without password
     * @throws InvalidException if an active user or a service account has the login, or no mail can be sent
     * @throws ForbiddenException if the policy does not allow the caller's token to create users
     */
    public IssuedLink create(@Valid NewUser details, Delivery delivery) {
        return invite(accounts.create(details), delivery);
    }

    /** Reactivates the user that a page shows, without a password, and invites the user. */
    public IssuedLink reactivate(SeenUser seen, @Valid NewUser details, Delivery delivery) {
        return invite(accounts.reactivate(seen, details), delivery);
    }

    private IssuedLink invite(User user, Delivery delivery) {
        var issued = issue.issue(issue.forPassword(user), delivery);
        events.fire(PasswordLinkIssued.of(issued.link()));
        return issued;
    }
}

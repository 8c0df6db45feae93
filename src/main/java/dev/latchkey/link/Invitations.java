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
     * @throws InvalidException if the user is deactivated, a service account or the caller
     * @throws ConflictException if the user has 100 open links
     * @throws ForbiddenException if the policy does not allow the caller's token to set passwords
     */
    public IssuedLink invite(String login) {
        return show(users.lockForPassword(login));
    }

    /**
     * The same for the user that a page shows.
     *
     * @throws ConflictException also if the user has changed since it was shown
     */
    public IssuedLink invite(SeenUser seen) {
        return show(users.lockForPassword(seen));
    }

    /**
     * Creates or reactivates a user without a password, and invites the user.
     *
     * @param details without password
     * @throws InvalidException if an active user or a service account has the login
     * @throws ForbiddenException if the policy does not allow the caller's token to create users
     */
    public IssuedLink create(@Valid NewUser details) {
        return show(accounts.create(details));
    }

    /** Reactivates the user that a page shows, without a password, and invites the user. */
    public IssuedLink reactivate(SeenUser seen, @Valid NewUser details) {
        return show(accounts.reactivate(seen, details));
    }

    /**
     * Invites a user by mail, so that the caller never sees the link.
     *
     * @throws InvalidException also if no mail can be sent, or the user has no address
     */
    public OneTimeLink mail(String login) {
        return mail(users.lockForPassword(login));
    }

    /** The same for the user that a page shows. */
    public OneTimeLink mail(SeenUser seen) {
        return mail(users.lockForPassword(seen));
    }

    /** Creates or reactivates a user without a password, and invites the user by mail. */
    public OneTimeLink createByMail(@Valid NewUser details) {
        return mail(accounts.create(details));
    }

    /** Reactivates the user that a page shows, without a password, and invites the user by mail. */
    public OneTimeLink reactivateByMail(SeenUser seen, @Valid NewUser details) {
        return mail(accounts.reactivate(seen, details));
    }

    private IssuedLink show(User user) {
        var issued = issue.toCaller(issue.forPassword(user));
        events.fire(PasswordLinkIssued.of(issued.link()));
        return issued;
    }

    private OneTimeLink mail(User user) {
        var link = issue.byMail(issue.forPassword(user));
        events.fire(PasswordLinkIssued.of(link));
        return link;
    }
}

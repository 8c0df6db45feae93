package dev.latchkey.link;

import dev.latchkey.link.LinkEvent.PasswordChosen;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.OverloadedException;
import dev.latchkey.shared.RateExceededException;
import dev.latchkey.user.ChosenPassword;
import dev.latchkey.user.UserDirectory;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Set;

/** Lets whoever has the link of a user choose the user's password, once. The link is the proof: nobody signs in for it. */
@Stateless
@PermitAll
public class PasswordClaims {

    private static final Set<LinkPurpose> PURPOSES = Set.of(LinkPurpose.INVITATION, LinkPurpose.PASSWORD);

    @Inject
    Claim claim;

    @Inject
    UserDirectory users;

    @Inject
    ChosenPassword passwords;

    @Inject
    Event<DomainEvent> events;

    /**
     * The link, with its user. Changes nothing.
     *
     * @param pasted the secret of the link, or the whole link
     * @throws NotFoundException if there is no such link
     * @throws ConflictException if the link has ended
     * @throws ForbiddenException if its creator is no longer an administrator
     * @throws RateExceededException if the caller's network exceeds its limit
     */
    public OneTimeLink look(String pasted) {
        return claim.open(claim.find(pasted, PURPOSES));
    }

    /**
     * Replaces the password, and ends the link, others like it, and all sessions of the user.
     *
     * @throws NotFoundException if there is no such link
     * @throws ConflictException if the link has ended
     * @throws ForbiddenException if its creator is no longer an administrator
     * @throws RateExceededException if the caller's network exceeds its limit
     * @throws InvalidException if the password breaks a rule; the link stays open
     * @throws OverloadedException if too many passwords are being hashed; the link stays open
     */
    public void claim(String pasted, String password) {
        var link = look(pasted);
        var hashed = passwords.check(link.user(), password);
        // whoever deactivates the user or sets a password locks the user first, too, and withdraws the link
        var user = users.lock(link.user().id());
        claim.take(link);
        events.fire(new PasswordChosen(link.id(), user.id()));
        passwords.set(user, hashed);
    }
}

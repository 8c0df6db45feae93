package dev.latchkey.link;

import dev.latchkey.platform.LinkMail;
import dev.latchkey.scope.ScopeDirectory;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.token.NewToken;
import dev.latchkey.user.User;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Issues links, within the transaction of the caller and after its authorization. */
@Dependent
class Issue {

    /** The lifetime of a link for a forgotten password. */
    static final Duration FORGOTTEN = Duration.ofHours(1);

    /** Links for the forgotten password of a user in an hour. */
    private static final int MOST_FORGOTTEN = 3;

    @Inject
    LinkRepository links;

    @Inject
    Draft draft;

    @Inject
    ScopeDirectory scopes;

    @Inject
    LinkMail mail;

    @Inject
    Event<LinkToBeMailed> toBeMailed;

    /**
     * Drafts a link with which the owner makes the value of a token.
     *
     * @param owner locked by the transaction
     * @throws InvalidException if the owner is a service account, which never signs in, an open link offers a token of this name
     * to the owner, or a scope does not exist
     * @throws ConflictException if the owner has the maximum number of open links
     */
    OneTimeLink forToken(User owner, NewToken details) {
        if (owner.isServiceAccount()) {
            throw new InvalidException("login", "link.serviceAccount", owner.login());
        }
        if (links.isOffered(owner.id(), details.name(), now())) {
            throw new InvalidException("name", "link.name.offered", details.name());
        }
        var names = details.scopes();
        return draft.of(LinkPurpose.TOKEN, owner).offer(details, names == null ? null : scopes.find(names));
    }

    /**
     * Drafts a link by an administrator, with which the user chooses a password; withdraws earlier ones.
     *
     * @param user locked by the transaction
     * @throws ConflictException if the user has 100 open links
     */
    OneTimeLink forPassword(User user) {
        links.withdrawPasswordsOf(user.id(), now());
        return draft.of(LinkPurpose.INVITATION, user);
    }

    /**
     * Drafts a link by mail for a user who forgot the password, or of whom somebody says so. Empty if no mail reaches the user
     * any more, or there were three within an hour. Withdraws no other: anybody can ask for one, and would take away those that
     * the user has.
     *
     * @param user locked by the transaction
     */
    Optional<OneTimeLink> forForgotten(User user) {
        var isReached = user.isActive() && user.email() != null && mail.isPossible();
        return isReached && links.countForgotten(user.id(), now().minus(FORGOTTEN)) < MOST_FORGOTTEN
                ? Optional.of(draft.of(LinkPurpose.PASSWORD, user, FORGOTTEN))
                : Optional.empty();
    }

    /**
     * Issues the link.
     *
     * @throws InvalidException if it is to be mailed, but no mail can be sent, or the user has no address
     */
    IssuedLink issue(OneTimeLink link, Delivery delivery) {
        return switch (delivery) {
            case HANDED_OVER -> toCaller(link);
            case MAILED -> byMail(link);
        };
    }

    private IssuedLink toCaller(OneTimeLink link) {
        var secret = LinkSecret.generate();
        link.protect(secret);
        links.add(link);
        return new IssuedLink(link, secret);
    }

    private IssuedLink byMail(OneTimeLink link) {
        if (!mail.isPossible()) {
            throw new InvalidException("mail", "link.mail.missing");
        }
        var user = link.user();
        if (user.email() == null) {
            throw new InvalidException("mail", "link.mail.address", user.login());
        }
        link.goByMail();
        links.add(link);
        toBeMailed.fire(new LinkToBeMailed(link.id(), user.id(), link.purpose()));
        return new IssuedLink(link, null);
    }

    Instant now() {
        return draft.now();
    }
}

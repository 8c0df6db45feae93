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
import java.time.Instant;

/** Issues links, within the transaction of the caller and after its authorization. */
@Dependent
class Issue {

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

    /** Issues the link to the caller, who hands it over. */
    IssuedLink toCaller(OneTimeLink link) {
        var secret = LinkSecret.generate();
        link.protect(secret);
        links.add(link);
        return new IssuedLink(link, secret);
    }

    /**
     * Issues the link to its user by mail; the caller does not see it.
     *
     * @throws InvalidException if no mail can be sent, or the user has no address
     */
    OneTimeLink byMail(OneTimeLink link) {
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
        return link;
    }

    Instant now() {
        return draft.now();
    }
}

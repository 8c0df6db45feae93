package dev.latchkey.link;

import dev.latchkey.platform.Settings;
import dev.latchkey.scope.ScopeDirectory;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.token.NewToken;
import dev.latchkey.user.User;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** Issues links, within the transaction of the caller and after its authorization. */
@Dependent
class Issue {

    /** Of one user. */
    private static final int MOST_OPEN = 100;

    @Inject
    LinkRepository links;

    @Inject
    ScopeDirectory scopes;

    @Inject
    CurrentOrigin origin;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /**
     * A link with which the owner makes the value of a token.
     *
     * @param owner locked by the transaction
     * @throws InvalidException if the owner is a service account, which never signs in, an open link offers a token of this name
     * to the owner, or a scope does not exist
     * @throws ConflictException if the owner has 100 open links
     */
    IssuedLink forToken(User owner, NewToken details) {
        if (owner.isServiceAccount()) {
            throw new InvalidException("login", "link.serviceAccount", owner.login());
        }
        if (links.isOffered(owner.id(), details.name(), now())) {
            throw new InvalidException("name", "link.name.offered", details.name());
        }
        var names = details.scopes();
        return issue(prepared(LinkPurpose.TOKEN, owner).offer(details, names == null ? null : scopes.find(names)));
    }

    private OneTimeLink prepared(LinkPurpose purpose, User user) {
        var now = now();
        if (links.countOpen(user.id(), now) >= MOST_OPEN) {
            throw new ConflictException(null, "link.many", user.login(), MOST_OPEN);
        }
        var by = origin.get();
        return new OneTimeLink(
                purpose, user, links.user(by.userId()), by.tokenId(), now, now.plus(settings.linkLifetime()));
    }

    private IssuedLink issue(OneTimeLink link) {
        var secret = LinkSecret.generate();
        link.protect(secret);
        links.add(link);
        return new IssuedLink(link, secret);
    }

    Instant now() {
        return clock.instant();
    }
}

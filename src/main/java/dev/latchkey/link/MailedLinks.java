package dev.latchkey.link;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/**
 * Makes the secrets of links that go by mail: a new one for each attempt, so that neither the database nor a queue of mails
 * has one. The newest mail has the link that works. The timer has no caller identity, hence {@code @PermitAll}.
 */
@Stateless
@PermitAll
public class MailedLinks {

    @Inject
    LinkRepository links;

    @Inject
    Claim claim;

    @Inject
    Clock clock;

    /**
     * The link with a new secret and its people and scopes, for one mail; earlier secrets are void. Empty if the link does not
     * go by mail, has ended, or would be refused because its creator is no longer an administrator.
     */
    public Optional<IssuedLink> renew(long linkId) {
        var link = links.read(linkId).filter(claim::isMandated);
        var secret = LinkSecret.generate();
        return link.filter(known -> links.renew(linkId, secret.hash(), clock.instant()))
                .map(known -> new IssuedLink(known, secret));
    }
}

package dev.latchkey.token;

import dev.latchkey.policy.PolicyService;
import dev.latchkey.policy.TokenPolicy;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.user.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;

/** What a change of the policy means for the tokens that exist: told beforehand, and done only when it is wanted. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class PolicyCompliance {

    @Inject
    EnforcementRepository tokens;

    @Inject
    PolicyService policy;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /** What these rules would mean, were they to count from now on. */
    public PolicyImpact impact(TokenPolicy wanted) {
        var today = LocalDate.now(clock);
        var latest = wanted.latestExpiration(today);
        var since = wanted.unusedSince(clock.instant());
        return new PolicyImpact(
                latest == null ? 0 : tokens.countLiveBeyond(latest),
                since == null ? 0 : tokens.countUnused(since, today));
    }

    /**
     * Changes the policy and shortens every live token to the latest expiration that it allows today, both or none.
     *
     * @throws InvalidException when somebody else changed the policy meanwhile
     */
    public void changeAndShorten(TokenPolicy seen, TokenPolicy wanted) {
        policy.change(seen, wanted);
        var latest = wanted.latestExpiration(LocalDate.now(clock));
        var shortened = latest == null ? 0 : tokens.shorten(latest);
        if (latest != null && shortened > 0) {
            events.fire(new TokensShortened(latest, shortened));
        }
    }
}

package dev.latchkey.token;

import dev.latchkey.policy.CurrentPolicy;
import dev.latchkey.project.Project;
import dev.latchkey.project.ProjectDirectory;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Makes tokens that keep the rules of name and policy, always inside of the transaction of who decided it. */
@ApplicationScoped
class Generation {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    TokenRepository tokens;

    @Inject
    CurrentPolicy policy;

    @Inject
    ProjectDirectory projects;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /**
     * @param owner an active user whom the transaction holds locked
     * @throws InvalidException when the name is taken, the policy does not allow the expiration, or the project is
     *     missing
     * @throws NotFoundException when there is no such project
     */
    GeneratedToken generate(User owner, NewToken details, User by) {
        policy.get().checkExpiration(details.expirationDate(), LocalDate.now(clock));
        if (tokens.findLive(owner.id(), details.name()).isPresent()) {
            throw new InvalidException("name", "token.name.taken", details.name());
        }
        var secret = TokenSecret.generate(details.type(), RANDOM);
        var token = new AccessToken(owner, details, secret, clock.instant(), by);
        if (details.type() == TokenType.PROJECT_ANALYSIS_TOKEN) {
            token.restrictTo(project(details.projectKey()));
        }
        tokens.add(token);
        events.fire(new TokenGenerated(
                token.id(), owner.id(), owner.login(), token.name(), token.type(), token.expiresOn(), by.login()));
        return new GeneratedToken(owner.login(), token, secret);
    }

    private Project project(@Nullable String key) {
        if (key == null || key.isBlank()) {
            throw new InvalidException("projectKey", "token.project.missing");
        }
        return projects.lock(key.strip());
    }
}

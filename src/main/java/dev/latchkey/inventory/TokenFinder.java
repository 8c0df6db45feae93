package dev.latchkey.inventory;

import dev.latchkey.inventory.InventoryEvent.TokenFound;
import dev.latchkey.inventory.InventoryEvent.TokenNotFound;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.Text;
import dev.latchkey.token.TokenDirectory;
import dev.latchkey.token.TokenSecret;
import dev.latchkey.user.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Finds the token that has a value, for who came upon one somewhere. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class TokenFinder {

    @Inject
    InventoryRepository tokens;

    @Inject
    TokenDirectory directory;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /**
     * Whose token has this value, good or ended. The value is looked for by its hash, and kept by nobody.
     *
     * @return empty when no token has it, or has it no longer; no exception, so that the audit log keeps that it was asked
     * @throws InvalidException when it can be no token of ours
     */
    public Optional<ListedToken> find(String value) {
        var secret = TokenSecret.parse(Text.clean(value))
                .orElseThrow(() -> new InvalidException("token", "inventory.find.malformed"));
        var found = directory.find(secret).flatMap(id -> tokens.find(id, clock.instant()));
        events.fire(found.<DomainEvent>map(token -> new TokenFound(token.id(), token.userId(), token.name()))
                .orElseGet(TokenNotFound::new));
        return found;
    }

    /** What is said to whom {@link #find} found nothing for. */
    public static NotFoundException notFound() {
        return new NotFoundException("token", "inventory.find.unknown");
    }
}

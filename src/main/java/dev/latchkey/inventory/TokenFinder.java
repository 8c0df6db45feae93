package dev.latchkey.inventory;

import dev.latchkey.inventory.InventoryEvent.TokenFound;
import dev.latchkey.inventory.InventoryEvent.TokenNotFound;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.Text;
import dev.latchkey.token.TokenDirectory;
import dev.latchkey.token.TokenSecret;
import dev.latchkey.token.TokenSummary;
import dev.latchkey.user.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Finds a token by its value. */
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
     * Finds the token with this value, active or ended, by its hash. The value is not stored.
     *
     * @return empty if the token is unknown or deleted, without an exception, so that the audit log records the search
     * @throws InvalidException if the value is not a Latchkey token
     */
    public Optional<TokenSummary> find(String value) {
        var secret = TokenSecret.parse(Text.clean(value))
                .orElseThrow(() -> new InvalidException("token", "inventory.find.malformed"));
        var found = directory.find(secret).flatMap(id -> tokens.find(id, clock.instant()));
        events.fire(found.<DomainEvent>map(token -> new TokenFound(token.id(), token.userId(), token.name()))
                .orElseGet(TokenNotFound::new));
        return found;
    }

    /** The refusal when {@link #find} returns nothing. */
    public static NotFoundException notFound() {
        return new NotFoundException("token", "inventory.find.unknown");
    }
}

package dev.latchkey.token;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.user.Role;
import dev.latchkey.user.UserDirectory;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Generates, lists and revokes tokens. */
@Stateless
@RolesAllowed(Role.USER)
public class TokenService {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    TokenRepository tokens;

    @Inject
    TokenPermission permission;

    @Inject
    Revocation revocation;

    @Inject
    UserDirectory users;

    @Inject
    Event<DomainEvent> events;

    @Inject
    Clock clock;

    /**
     * Generates a token.
     *
     * @throws ForbiddenException when it would be somebody else's and the caller is no administrator
     * @throws NotFoundException when nobody has the login
     * @throws InvalidException when the input breaks a rule, the name is taken, or the user is deactivated
     */
    public GeneratedToken generate(@Valid NewToken details) {
        var login = permission.owner(details.login());
        var owner = users.lock(login);
        if (!owner.isActive()) {
            throw new InvalidException("login", "token.user.deactivated", login);
        }
        checkType(details.type(), login);
        checkExpiration(details.expirationDate());
        if (tokens.findLive(owner.id(), details.name()).isPresent()) {
            throw new InvalidException("name", "token.name.taken", details.name());
        }
        var secret = TokenSecret.generate(details.type(), RANDOM);
        var by = permission.callerLogin();
        var token = new AccessToken(owner, details, secret.hash(), clock.instant(), by);
        tokens.add(token);
        events.fire(
                new TokenGenerated(token.id(), owner.id(), login, token.name(), token.type(), token.expiresOn(), by));
        return new GeneratedToken(login, token, secret);
    }

    private void checkType(TokenType type, String login) {
        if (type == TokenType.PROJECT_ANALYSIS_TOKEN) {
            throw new InvalidException("type", "token.type.unsupported");
        }
        if (type != TokenType.USER_TOKEN && !permission.isCaller(login)) {
            throw new InvalidException("type", "token.type.others");
        }
    }

    private void checkExpiration(@Nullable LocalDate expiration) {
        var earliest = earliestExpiration();
        if (expiration != null && (expiration.isBefore(earliest) || expiration.getYear() > 9999)) {
            throw new InvalidException("expirationDate", "token.expiration.invalid", earliest.toString());
        }
    }

    /** Tomorrow in UTC. */
    public LocalDate earliestExpiration() {
        return LocalDate.now(clock).plusDays(1);
    }

    /**
     * Ends a token; from the moment this returns it is refused. Does nothing when there is no such token.
     *
     * @param login whose token; null or blank for the caller's own
     * @throws ForbiddenException when it is somebody else's and the caller is no administrator
     * @throws NotFoundException when nobody has the login
     */
    public void revoke(@Nullable String login, String name) {
        if (name.isBlank()) {
            throw new InvalidException("name", "token.name.invalid");
        }
        var owner = users.get(permission.owner(login));
        tokens.findLive(owner.id(), name.strip())
                .ifPresent(token -> revocation.revoke(
                        token,
                        owner.id(),
                        owner.login(),
                        permission.callerLogin(),
                        permission.isCaller(owner.login()) ? RevocationReason.OWNER : RevocationReason.ADMINISTRATOR));
    }

    /**
     * The live tokens of a user.
     *
     * @param login null or blank for the caller's own
     * @throws ForbiddenException when it is somebody else and the caller is no administrator
     * @throws NotFoundException when nobody has the login
     */
    public UserTokens search(@Nullable String login) {
        var owner = users.get(permission.owner(login));
        return new UserTokens(owner.login(), tokens.live(owner.id()));
    }

    /** How many live tokens each of these users has; users without any are left out. */
    @RolesAllowed(Role.ADMINISTRATOR)
    public Map<Long, Long> count(Collection<Long> userIds) {
        return tokens.countLive(userIds);
    }
}

package dev.latchkey.token;

import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.user.User;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Tokens that a test keeps in its database, all generated at one moment. */
final class KeptTokens {

    private final Random random = new Random(42);
    private final TokenRepository repository = new TokenRepository();
    private final EntityManager entityManager;
    private final Instant now;

    KeptTokens(EntityManager entityManager, Instant now) {
        this.entityManager = entityManager;
        this.now = now;
        repository.entityManager = entityManager;
        repository.connections = TestDatabase.connections(entityManager);
    }

    TokenRepository repository() {
        return repository;
    }

    User user(long id, String login) {
        return user(entityManager, id, login);
    }

    static User user(EntityManager entityManager, long id, String login) {
        entityManager
                .createNativeQuery(
                        "insert into users (id, version, login, name, search_text, active, must_change_password,"
                                + " created_at) values (" + id + ", 1, '" + login
                                + "', 'Name', 'text', true, false, current_timestamp)")
                .executeUpdate();
        return entityManager.find(User.class, id);
    }

    TokenSecret secret() {
        return TokenSecret.generate(TokenType.USER_TOKEN, random);
    }

    AccessToken add(User owner, String name) {
        return add(owner, name, secret(), null);
    }

    AccessToken add(User owner, String name, TokenType type, LocalDate expiresOn) {
        return add(owner, new NewToken(owner.login(), name, type, expiresOn, null, null, null), secret());
    }

    AccessToken add(User owner, String name, TokenSecret secret, @Nullable LocalDate expiresOn) {
        return add(owner, new NewToken(owner.login(), name, TokenType.USER_TOKEN, expiresOn, null, null, null), secret);
    }

    private AccessToken add(User owner, NewToken details, TokenSecret secret) {
        var token = new AccessToken(owner, details, secret, now, new Creator(owner, null, null));
        repository.add(token);
        return token;
    }

    AccessToken rotate(AccessToken former, TokenSecret secret, Overlap overlap) {
        former.makeWay(now, former.owner(), overlap, null);
        var token = new AccessToken(former, null, secret, now, new Creator(former.owner(), null, null));
        repository.replace(token);
        return token;
    }

    void use(AccessToken token) {
        var uses = new TokenUseRepository();
        uses.connections = TestDatabase.connections(entityManager);
        uses.record(List.of(new TokenUse(token.id(), token.owner().id(), now, new Client("192.0.2.1", "curl"))));
    }
}

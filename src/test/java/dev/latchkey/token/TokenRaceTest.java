package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.user.User;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One transaction derives a token from a token that another transaction ends, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TokenRaceTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:34:56Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    /** An id that the sequence does not reach. */
    private static final long TOKEN = 1_000_000;

    private final TestDatabase database;
    private final TokenRepository tokens = new TokenRepository();
    private final TokenBatchRepository many = new TokenBatchRepository();
    private final Generation generation = new Generation();

    private EntityManager other;

    TokenRaceTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void oneToken() {
        database.commit(
                "insert into users (id, version, login, name, search_text, active, must_change_password, created_at)"
                        + " values (1, 1, 'user', 'Name', 'text', true, false, current_timestamp)");
        database.commit("insert into access_token (id, version, user_id, name, type, hash, created_at)" + " values ("
                + TOKEN + ", 1, 1, 'token', 'USER_TOKEN', " + hash() + ", current_timestamp)");
        tokens.entityManager = database.begin();
        tokens.connections = TestDatabase.connections(tokens.entityManager);
        other = database.begin();
        many.connections = TestDatabase.connections(other);
        generation.tokens = tokens;
        generation.clock = CLOCK;
    }

    private String hash() {
        return database == TestDatabase.H2 ? "hash('SHA-256', 'token')" : "sha256('token')";
    }

    @AfterEach
    void nothingIsLeft() {
        TestDatabase.rollBack(tokens.entityManager);
        TestDatabase.rollBack(other);
        database.commit("delete from token_descent");
        database.commit("update access_token set replaces_id = null");
        database.commit("delete from access_token");
        database.commit("delete from users");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endingATokenEndsTheValueOfAConcurrentRotation(boolean leaked) {
        var former = tokens.lock(List.of(TOKEN)).get(0);
        former.makeWay(NOW, user(), Overlap.ofHours(24), null);
        var successor = new AccessToken(former, null, secret(), NOW, new Creator(user(), null, null));
        tokens.replace(successor);

        assertThat(lockedMeanwhile(leaked)).containsExactlyInAnyOrder(TOKEN, successor.id());
    }

    @Test
    void aLeakEndsATokenThatIsJustBeingGeneratedWithIt() {
        var creator = new Creator(user(), TOKEN, null);
        var descendant = new AccessToken(user(), token(), secret(), NOW, creator);
        tokens.add(descendant);
        generation.lockCaller(creator);

        assertThat(lockedMeanwhile(true)).containsExactlyInAnyOrder(TOKEN, descendant.id());
    }

    private List<Long> lockedMeanwhile(boolean descendantsToo) {
        var revocation = CompletableFuture.supplyAsync(() -> many.lockActive(List.of(TOKEN), descendantsToo, NOW));
        database.awaitLock(revocation);
        assertThat(revocation).isNotDone();
        tokens.entityManager.getTransaction().commit();
        return revocation.join().stream().map(TokenBatchRepository.Affected::id).toList();
    }

    @Test
    void aTokenThatHasJustLeakedGeneratesNothing() {
        many.endBy(new End(NOW, EndReason.LEAKED, null), many.lockActive(List.of(TOKEN), true, NOW));
        // the transaction has read the token before it is revoked, as a request of a token that rotates itself does
        assertThat(tokens.find(TOKEN).orElseThrow().isActive(NOW)).isTrue();

        var creator = new Creator(user(), TOKEN, null);
        var attempt = CompletableFuture.runAsync(() -> generation.lockCaller(creator));
        database.awaitLock(attempt);
        assertThat(attempt).isNotDone();
        other.getTransaction().commit();

        assertThatThrownBy(attempt::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ForbiddenException.class);
    }

    private User user() {
        return tokens.entityManager.find(User.class, 1L);
    }

    private static NewToken token() {
        return new NewToken(null, "descendant", TokenType.USER_TOKEN, null, null, null, null);
    }

    private static TokenSecret secret() {
        return TokenSecret.generate(TokenType.USER_TOKEN, RandomGenerator.getDefault());
    }
}

package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.Origin;
import dev.latchkey.token.TokenEvent.TokenRevoked;
import dev.latchkey.user.User;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Ends tokens by their values, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RevocationByValueTest {

    private static final Instant NOW = Instant.parse("2028-02-29T12:34:56Z");

    private final List<TokenRevoked> told = new ArrayList<>();
    private final List<TokensRevoked> together = new ArrayList<>();
    private final List<LeakedTokenFound> found = new ArrayList<>();
    private final TokenValueRepository values = new TokenValueRepository();
    private final TokenRepository tokens = new TokenRepository();
    private final RevocationByValue revocation = new RevocationByValue();
    private final TestDatabase database;

    private EntityManager entityManager;
    private User ann;
    private int queries;

    RevocationByValueTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        ann = KeptTokens.user(entityManager, 1, "ann");
        values.entityManager = entityManager;
        values.connections = TestDatabase.connections(entityManager);
        tokens.entityManager = entityManager;
        tokens.connections = values.connections;
        revocation.values = values;
        revocation.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        revocation.calls = new CallsOfAnybody();
        revocation.calls.origin = new CurrentOrigin();
        revocation.calls.origin.set(new Origin(null, Origin.Channel.API, "192.0.2.7"));
        revocation.directory = directory();
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    private TokenDirectory directory() {
        var directory = new TokenDirectory();
        directory.values = values;
        directory.clock = revocation.clock;
        directory.batches = new TokenBatchRepository();
        directory.batches.connections = values.connections;
        directory.revocation = new Revocation();
        directory.revocation.events = collecting(TokenRevoked.class, told);
        directory.revocation.together = collecting(TokensRevoked.class, together);
        directory.found = collecting(LeakedTokenFound.class, found);
        return directory;
    }

    @SuppressWarnings("unchecked")
    private static <S, T extends S> Event<S> collecting(Class<T> type, List<T> events) {
        return (Event<S>) Proxy.newProxyInstance(
                RevocationByValueTest.class.getClassLoader(),
                new Class<?>[] {Event.class},
                (proxy, method, arguments) -> {
                    events.add(type.cast(arguments[0]));
                    return null;
                });
    }

    @Test
    void endsTheActiveTokenOnce() {
        var secret = secret(1);
        var id = add("ci", secret).id();

        revocation.revoke(" " + secret.reveal() + "\n");
        revocation.revoke(secret.reveal());

        assertThat(told).containsExactly(new TokenRevoked(id, 1, "ci", EndReason.HOLDER));
        assertThat(reload(id).end(NOW)).contains(new End(NOW, EndReason.HOLDER, null));
        assertThat(reload(id).holdsName()).isFalse();
    }

    @Test
    void leavesAllOthers() {
        var id = add("ci", secret(1)).id();

        revocation.revoke(secret(2).reveal());
        revocation.revoke("ci");

        assertThat(told).isEmpty();
        assertThat(reload(id).isActive(NOW)).isTrue();
    }

    /** An answer that comes sooner would tell that the text has not the form of a token. */
    @Test
    void looksUpWhatCannotBeAToken() {
        values.connections = countingQueries();

        for (var text : List.of(secret(1).reveal(), "nonsense", "x".repeat(10_000))) {
            queries = 0;
            revocation.revoke(text);
            assertThat(queries).as(text).isEqualTo(1);
        }
    }

    @Test
    void endsWhatAReportNamesAndEverythingThatComesFromIt() {
        var leaked = add("leaked", secret(1)).id();
        var child = add("child", secret(2), leaked).id();
        var other = add("other", secret(3)).id();
        add("bystander", secret(4));
        var report = new LeakReport();
        report.add(secret(1).reveal(), "here");
        report.add(secret(3).reveal(), "");
        report.add(secret(5).reveal(), "unknown");

        revocation.report(report);
        revocation.report(report);

        assertThat(told)
                .containsExactlyInAnyOrder(
                        new TokenRevoked(leaked, 1, "leaked", EndReason.LEAKED, "here"),
                        new TokenRevoked(child, 1, "child", EndReason.LEAKED, "here"),
                        new TokenRevoked(other, 1, "other", EndReason.LEAKED, ""));
        assertThat(together)
                .containsExactlyInAnyOrder(
                        new TokensRevoked(Set.of(leaked, child), EndReason.LEAKED),
                        new TokensRevoked(Set.of(other), EndReason.LEAKED));
        assertThat(found)
                .containsExactlyInAnyOrder(
                        new LeakedTokenFound(leaked, 1, "leaked", "here"), new LeakedTokenFound(other, 1, "other", ""));
        assertThat(reload(child).end(NOW)).contains(new End(NOW, EndReason.LEAKED, null));
    }

    @Test
    void takesAnEmptyReport() {
        revocation.report(new LeakReport());

        assertThat(told).isEmpty();
    }

    private Connections countingQueries() {
        var real = values.connections;
        return new Connections((DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    queries++;
                    return real.lend(connection -> connection);
                }));
    }

    private static TokenSecret secret(int seed) {
        return TokenSecret.generate(TokenType.USER_TOKEN, new Random(seed));
    }

    private AccessToken add(String name, TokenSecret secret) {
        return add(name, secret, null);
    }

    private AccessToken add(String name, TokenSecret secret, @Nullable Long creator) {
        var token = new AccessToken(
                ann,
                new NewToken("ann", name, TokenType.USER_TOKEN, null, null, null, null),
                secret,
                NOW.minusSeconds(60),
                new Creator(ann, creator, null));
        tokens.add(token);
        return token;
    }

    private AccessToken reload(long id) {
        entityManager.clear();
        return entityManager.find(AccessToken.class, id);
    }
}

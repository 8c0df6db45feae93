package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.project.ProjectEvent.ProjectCreated;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Origin;
import dev.latchkey.token.TokenEvent.TokenRevoked;
import dev.latchkey.user.User;
import dev.latchkey.user.UserEvent.UserReactivated;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Revokes more tokens of a user or a project than one transaction takes, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RevocationOfAllTest {

    private static final Instant NOW = Instant.parse("2028-02-29T12:34:56Z");
    private static final Origin ORIGIN = new Origin(1L, 99L, Origin.Channel.API, "192.0.2.7");

    private final List<TokenRevoked> told = new ArrayList<>();
    private final List<TokensRevoked> toldTogether = new ArrayList<>();
    private final List<Origin> by = new ArrayList<>();
    private final TestDatabase database;

    private EntityManager entityManager;
    private RevocationOfAll revocation;

    RevocationOfAllTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        revocation = server();
        KeptTokens.user(entityManager, 1, "admin");
        KeptTokens.user(entityManager, 2, "ann");
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    /** A server that has just started: it knows only what the database holds. */
    @SuppressWarnings("unchecked")
    private RevocationOfAll server() {
        entityManager.flush();
        entityManager.clear();
        var server = new RevocationOfAll();
        server.pending = new PendingRevocationRepository();
        server.pending.entityManager = entityManager;
        server.origin = new CurrentOrigin();
        server.revocation = new Revocation();
        server.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        server.revocation.clock = server.clock;
        server.revocation.together = (Event<TokensRevoked>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    toldTogether.add((TokensRevoked) arguments[0]);
                    return null;
                });
        server.revocation.events = (Event<DomainEvent>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    told.add((TokenRevoked) arguments[0]);
                    by.add(server.origin.get());
                    return null;
                });
        return server;
    }

    private void tokens(int count, String also) {
        for (int i = 0; i < count; i++) {
            entityManager
                    .createNativeQuery("insert into access_token (id, version, user_id, name, type, hash, created_at)"
                            + " values (?, 1, 2, ?, 'USER_TOKEN', ?, ?)")
                    .setParameter(1, 10_000 + i)
                    .setParameter(2, "token" + i)
                    .setParameter(
                            3,
                            TokenSecret.generate(TokenType.USER_TOKEN, new Random(i))
                                    .hash()
                                    .bytes())
                    .setParameter(4, NOW.minusSeconds(60).atOffset(ZoneOffset.UTC))
                    .executeUpdate();
        }
        if (!also.isEmpty()) {
            entityManager.createNativeQuery("update access_token set " + also).executeUpdate();
        }
    }

    private User admin() {
        return entityManager.find(User.class, 1L);
    }

    private long unrevoked() {
        return ((Number) entityManager
                        .createNativeQuery("select count(*) from access_token where holds_name")
                        .getSingleResult())
                .longValue();
    }

    @Test
    void goesOnAfterACrashUntilNothingIsLeft() {
        tokens(2500, "");
        revocation.pending.add(PendingRevocation.ofUser(2, admin(), ORIGIN));
        entityManager.flush();

        assertThat(revocation.goOn()).isTrue();
        revocation = server();
        assertThat(unrevoked()).isEqualTo(1500);
        assertThatThrownBy(() -> revocation.check(new UserReactivated(2, "ann")))
                .isInstanceOf(ConflictException.class);

        assertThat(revocation.goOn()).isTrue();
        revocation = server();
        assertThat(revocation.goOn()).isTrue();
        revocation = server();
        assertThat(revocation.goOn()).isFalse();
        assertThat(unrevoked()).isZero();
        revocation.check(new UserReactivated(2, "ann"));
        assertThat(toldTogether).extracting(tokens -> tokens.tokenIds().size()).containsExactly(1000, 1000, 500);
        assertThat(told).hasSize(2500).allSatisfy(token -> assertThat(token.reason())
                .isEqualTo(EndReason.USER_DEACTIVATED));
        assertThat(by).as("the origin of each entry in the audit log").containsOnly(ORIGIN);
    }

    @Test
    void aProjectComesBackWhenItsTokensHaveEnded() {
        tokens(1, "type = 'PROJECT_ANALYSIS_TOKEN', project_key = 'shop', project_name = 'Shop'");
        revocation.pending.add(PendingRevocation.ofProject("shop", admin(), ORIGIN));
        entityManager.flush();
        var again = new ProjectCreated(8, "shop");
        assertThatThrownBy(() -> revocation.check(again)).isInstanceOf(ConflictException.class);
        revocation.check(new ProjectCreated(9, "other"));

        assertThat(revocation.goOn()).isTrue();
        entityManager.flush();

        assertThat(unrevoked()).isZero();
        revocation.check(again);
        assertThat(told).singleElement().extracting(TokenRevoked::reason).isEqualTo(EndReason.PROJECT_DELETED);
    }
}

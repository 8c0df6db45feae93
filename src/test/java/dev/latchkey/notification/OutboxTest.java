package dev.latchkey.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Services;
import dev.latchkey.link.Delivery;
import dev.latchkey.link.LinkPurpose;
import dev.latchkey.link.LinkToBeMailed;
import dev.latchkey.link.TokenOffers;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.Origin;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.TokenType;
import dev.latchkey.user.NewUser;
import dev.latchkey.user.Role;
import dev.latchkey.user.UserService;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail that brings one-time links, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OutboxTest {

    private static final Instant NOW = Instant.parse("2028-02-29T12:34:56Z");
    private static final String BASE_URL = "https://latchkey.example.org/";
    private static final String PASSWORD = "a password that is long enough";

    private final TestDatabase database;

    private EntityManager entityManager;
    private long admin;
    private long offer;

    OutboxTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void anOfferByMail() {
        entityManager = database.begin();
        var users = at(NOW).get(UserService.class);
        admin = users.create(new NewUser("admin", "Administrator", "", PASSWORD))
                .id();
        users.create(new NewUser("ann", "Ann", "ann@example.org", PASSWORD));
        var services = at(NOW);
        offer = services.get(TokenOffers.class)
                .offer(new NewToken("ann", "ci", TokenType.USER_TOKEN, null, null, null, null), Delivery.MAILED)
                .link()
                .id();
        services.told().forEach(event -> services.get(LinkNotices.class).tell((LinkToBeMailed) event));
        entityManager.flush();
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void eachAttemptHasALinkAndAMessageIdOfItsOwn() throws Exception {
        var first = at(NOW).get(Outbox.class).take().orElseThrow();
        entityManager.flush();
        assertThat(at(NOW).get(Outbox.class).take()).as("claimed").isEqualTo(Optional.empty());

        var second = at(NOW.plus(Dispatch.LEASE)).get(Outbox.class).take().orElseThrow();

        assertThat(url(first)).startsWith(BASE_URL + "link/claim#").isNotEqualTo(url(second));
        assertThat(first.messageId()).isNotEqualTo(second.messageId());
        assertThat(second.first().dispatch().attempts()).isEqualTo(2);
        assertThat(NoticeMail.of(second, Optional.of(BASE_URL)).text())
                .contains("admin offers you the token “ci”.", "Generate the token: " + url(second))
                .contains("Only you can use the link, once, until 12:34 UTC on March 3, 2028.");
    }

    @Test
    void aLinkThatHasEndedIsNotMailed() {
        at(NOW).get(TokenOffers.class).withdraw(offer);
        assertThat(at(NOW).get(Outbox.class).take()).isEqualTo(Optional.empty());
        assertThat(entityManager
                        .createQuery("select count(n) from Notice n", Long.class)
                        .getSingleResult())
                .isZero();
    }

    @Test
    void aLinkThatHasLapsedIsNotMailed() {
        assertThat(at(NOW.plus(Duration.ofDays(3))).get(Outbox.class).take()).isEqualTo(Optional.empty());
    }

    /** Nothing that is logged has the secret. */
    @Test
    void printsNoLink() throws Exception {
        var gathered = at(NOW).get(Outbox.class).take().orElseThrow();
        var secret = url(gathered).substring(url(gathered).indexOf('#') + 1);

        assertThat(gathered + " " + NoticeMail.of(gathered, Optional.of(BASE_URL)))
                .contains("LinkSecret", "offers you")
                .doesNotContain(secret);
    }

    @Test
    void knowsAKindForEachPurpose() {
        assertThat(LinkPurpose.values()).extracting(NoticeKind::of).doesNotHaveDuplicates();
    }

    private static String url(Gathered gathered) {
        return Objects.requireNonNull(gathered.link()).url(BASE_URL).orElseThrow();
    }

    private Services at(Instant moment) {
        var services = new Services(
                entityManager, Clock.fixed(moment, ZoneOffset.UTC), "admin", Role.USER, Role.ADMINISTRATOR);
        services.get(CurrentOrigin.class).set(new Origin(admin, Origin.Channel.PAGE, "192.0.2.1"));
        return services;
    }
}

package dev.latchkey.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.Services;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.BusinessException;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.Origin;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.TokenType;
import dev.latchkey.user.NewUser;
import dev.latchkey.user.Role;
import dev.latchkey.user.User;
import dev.latchkey.user.UserEvent.UserAnonymized;
import dev.latchkey.user.UserEvent.UserDeactivated;
import dev.latchkey.user.UserService;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of a link, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TokenOffersTest {

    private static final Instant NOW = Instant.parse("2028-02-29T12:34:56Z");
    private static final Duration LIFETIME = Duration.ofDays(3);
    private static final String PASSWORD = "a password that is long enough";

    private final TestDatabase database;

    private EntityManager entityManager;
    private User admin;
    private User ann;

    TokenOffersTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void anAdministratorAndAnOwner() {
        entityManager = database.begin();
        var users = new Services(
                        entityManager, Clock.fixed(NOW, ZoneOffset.UTC), "admin", Role.USER, Role.ADMINISTRATOR)
                .get(UserService.class);
        admin = users.create(new NewUser("admin", "Administrator", "", PASSWORD));
        ann = users.create(new NewUser("ann", "Ann Smith", "", PASSWORD));
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void aLinkIsClaimedOnce() {
        var issued = offer("ci");
        var claim = at(NOW).get(Claim.class);
        var seen = claim.open(find(issued, NOW));

        claim.take(seen);

        refused(() -> claim.take(seen), "has been used already");
        entityManager.clear();
        refused(() -> claim.open(find(issued, NOW)), "has been used already");
        assertThat(offers(NOW)).isZero();
    }

    @Test
    void aLinkLapsesToTheMoment() {
        var issued = offer("ci");
        var last = NOW.plus(LIFETIME).minusMillis(1);

        assertThat(at(last).get(Claim.class).open(find(issued, last)).tokenName())
                .isEqualTo("ci");
        assertThat(offers(last)).isOne();

        var end = NOW.plus(LIFETIME);
        refused(() -> at(end).get(Claim.class).open(find(issued, end)), "has lapsed");
        assertThat(at(end).get(LinkRepository.class).claim(issued.link().id(), end))
                .as("also when it lapsed since it was read")
                .isFalse();
        assertThat(offers(end)).isZero();
    }

    @Test
    void aLapsedLinkNeitherHoldsItsNameNorStaysForGood() {
        var issued = offer("ci");
        refused(() -> offer("ci"), "already on offer");
        var end = NOW.plus(LIFETIME);

        at(end).get(TokenOffers.class).offer(token("ci"));

        var links = at(end).get(LinkRepository.class);
        var upkeep = at(end.plus(Duration.ofDays(30)).plusMillis(1)).get(LinkUpkeep.class);
        assertThat(upkeep.forget()).isFalse();
        assertThat(links.find(issued.secret().hash())).isEmpty();
        assertThat(count()).as("the later one is not that old").isEqualTo(1);
    }

    @Test
    void aDeactivatedUserHasNoOpenLinkAndAnErasedOneNone() {
        var issued = offer("ci");
        var ends = at(NOW).get(LinkEnds.class);

        ends.withdraw(new UserDeactivated(ann.id()));

        entityManager.clear();
        refused(() -> at(NOW).get(Claim.class).open(find(issued, NOW)), "has been withdrawn");
        ends.erase(new UserAnonymized(ann.id(), "ann"));
        assertThat(count()).isZero();
    }

    @Test
    void aUserHasAHundredOpenLinks() {
        for (int i = 0; i < 100; i++) {
            offer("ci-" + i);
        }
        refused(() -> offer("one more"), "has 100 open links");
    }

    @Test
    void noOtherTextIsALink() {
        var issued = offer("ci");
        var secret = issued.secret().reveal();
        for (var text : new String[] {"", "#", secret.substring(1), secret + "A", "ü".repeat(43)}) {
            refused(() -> at(NOW).get(Claim.class).find(text, Set.of(LinkPurpose.TOKEN)), "no such link");
        }
        refused(() -> at(NOW).get(Claim.class).find(secret, Set.of(LinkPurpose.PASSWORD)), "no such link");
        assertThat(find(issued, NOW).userId()).isEqualTo(ann.id());
        assertThat(issued.toString()).doesNotContain(secret);
    }

    private IssuedLink offer(String name) {
        return at(NOW).get(TokenOffers.class).offer(token(name));
    }

    private static NewToken token(String name) {
        return new NewToken("ann", name, TokenType.USER_TOKEN, null, null, null, null);
    }

    private LinkRepository.Key find(IssuedLink issued, Instant at) {
        return at(at).get(Claim.class).find(issued.url("https://example.org/"), Set.of(LinkPurpose.TOKEN));
    }

    private long offers(Instant at) {
        return at(at).get(TokenOffers.class).search("ann", 0, 10).total();
    }

    private long count() {
        return ((Number) entityManager
                        .createNativeQuery("select count(*) from one_time_link")
                        .getSingleResult())
                .longValue();
    }

    private Services at(Instant moment) {
        var services = new Services(
                entityManager, Clock.fixed(moment, ZoneOffset.UTC), "admin", Role.USER, Role.ADMINISTRATOR);
        services.get(CurrentOrigin.class).set(new Origin(admin.id(), Origin.Channel.PAGE, "192.0.2.1"));
        return services;
    }

    private static void refused(Runnable decision, String words) {
        assertThatExceptionOfType(BusinessException.class)
                .isThrownBy(decision::run)
                .satisfies(told -> assertThat(told.in(Locale.ENGLISH)).contains(words));
    }
}

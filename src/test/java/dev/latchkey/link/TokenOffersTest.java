package dev.latchkey.link;

import static dev.latchkey.link.AdministratorAndAnn.NOW;
import static dev.latchkey.link.AdministratorAndAnn.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.BusinessException;
import dev.latchkey.token.EndReason;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.TokenType;
import dev.latchkey.token.TokensRevoked;
import dev.latchkey.user.UserEvent.UserAnonymized;
import dev.latchkey.user.UserEvent.UserDeactivated;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
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

    private static final Duration LIFETIME = Duration.ofDays(3);

    private final TestDatabase database;

    private AdministratorAndAnn people;

    TokenOffersTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void anAdministratorAndAnOwner() {
        people = AdministratorAndAnn.in(database);
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(people.entityManager());
    }

    @Test
    void aLinkIsClaimedOnce() {
        var issued = offer("ci");
        var claim = people.at(NOW).get(Claim.class);
        var seen = claim.open(find(issued, NOW));

        claim.take(seen);

        refused(() -> claim.take(seen), "has been used already");
        people.entityManager().clear();
        refused(() -> claim.open(find(issued, NOW)), "has been used already");
        assertThat(offers(NOW)).isZero();
    }

    @Test
    void aLinkLapsesToTheMoment() {
        var issued = offer("ci");
        var last = NOW.plus(LIFETIME).minusMillis(1);

        assertThat(people.at(last).get(Claim.class).open(find(issued, last)).tokenName())
                .isEqualTo("ci");
        assertThat(offers(last)).isOne();

        var end = NOW.plus(LIFETIME);
        refused(() -> people.at(end).get(Claim.class).open(find(issued, end)), "has lapsed");
        assertThat(people.at(end).get(LinkRepository.class).claim(issued.link().id(), end))
                .as("also when it lapsed since it was read")
                .isFalse();
        assertThat(offers(end)).isZero();
    }

    @Test
    void aLapsedLinkNeitherHoldsItsNameNorStaysForGood() {
        var issued = offer("ci");
        refused(() -> offer("ci"), "already on offer");
        var end = NOW.plus(LIFETIME);

        people.at(end).get(TokenOffers.class).offer(token("ci"), Delivery.HANDED_OVER);

        var links = people.at(end).get(LinkRepository.class);
        var upkeep = people.at(end.plus(Duration.ofDays(30)).plusMillis(1)).get(LinkUpkeep.class);
        assertThat(upkeep.forget()).isFalse();
        assertThat(links.find(secret(issued).hash())).isEmpty();
        assertThat(count()).as("the later one is not that old").isEqualTo(1);
    }

    @Test
    void aDeactivatedUserHasNoOpenLinkAndAnErasedOneNone() {
        var issued = offer("ci");
        var ends = people.at(NOW).get(LinkEnds.class);

        ends.withdraw(new UserDeactivated(people.ann().id()));

        people.entityManager().clear();
        refused(() -> people.at(NOW).get(Claim.class).open(find(issued, NOW)), "has been withdrawn");
        ends.erase(new UserAnonymized(people.ann().id(), "ann"));
        assertThat(count()).isZero();
    }

    @Test
    void revokedTokensOfferNothing() {
        for (long token = 7; token <= 9; token++) {
            people.entityManager()
                    .createNativeQuery("update one_time_link set created_by_token_id = ? where id = ?")
                    .setParameter(1, token)
                    .setParameter(2, offer("by-" + token).link().id())
                    .executeUpdate();
        }
        var ends = people.at(NOW).get(LinkEnds.class);

        ends.withdraw(new TokensRevoked(Set.of(8L, 9L), EndReason.ROTATED));
        assertThat(offers(NOW)).isEqualTo(3);

        ends.withdraw(new TokensRevoked(Set.of(8L, 9L), EndReason.OWNER));
        assertThat(people.at(NOW).get(TokenOffers.class).search("ann", 0, 10).items())
                .extracting(OneTimeLink::tokenName)
                .containsExactly("by-7");
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
        var secret = secret(issued).reveal();
        for (var text : new String[] {"", "#", secret.substring(1), secret + "A", "ü".repeat(43)}) {
            refused(() -> people.at(NOW).get(Claim.class).find(text, Set.of(LinkPurpose.TOKEN)), "no such link");
        }
        refused(() -> people.at(NOW).get(Claim.class).find(secret, Set.of(LinkPurpose.PASSWORD)), "no such link");
        assertThat(find(issued, NOW).userId()).isEqualTo(people.ann().id());
        assertThat(issued.toString()).doesNotContain(secret);
    }

    private IssuedLink offer(String name) {
        return people.at(NOW).get(TokenOffers.class).offer(token(name), Delivery.HANDED_OVER);
    }

    private static NewToken token(String name) {
        return new NewToken("ann", name, TokenType.USER_TOKEN, null, null, null, null);
    }

    private static LinkSecret secret(IssuedLink issued) {
        return Objects.requireNonNull(issued.secret());
    }

    private LinkRepository.Key find(IssuedLink issued, Instant at) {
        return people.at(at).get(Claim.class).find(url(issued), Set.of(LinkPurpose.TOKEN));
    }

    private long offers(Instant at) {
        return people.at(at).get(TokenOffers.class).search("ann", 0, 10).total();
    }

    private long count() {
        return ((Number) people.entityManager()
                        .createNativeQuery("select count(*) from one_time_link")
                        .getSingleResult())
                .longValue();
    }

    private static void refused(Runnable decision, String words) {
        assertThatExceptionOfType(BusinessException.class)
                .isThrownBy(decision::run)
                .satisfies(told -> assertThat(told.in(Locale.ENGLISH)).contains(words));
    }
}

package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Mandate;
import dev.latchkey.shared.Origin;
import dev.latchkey.user.Role;
import dev.latchkey.user.User;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TokenRepositoryTest {

    private static final LocalDate TODAY = LocalDate.parse("2028-02-29");
    private static final Instant NOW = Instant.parse("2028-02-29T12:34:56Z");

    private final TestDatabase database;

    private EntityManager entityManager;
    private KeptTokens tokens;
    private TokenRepository repository;
    private User ann;

    TokenRepositoryTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        tokens = new KeptTokens(entityManager, NOW);
        repository = tokens.repository();
        ann = tokens.user(1, "ann");
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void findsWhatItKeeps() {
        var token = tokens.add(ann, "ci", TokenType.GLOBAL_ANALYSIS_TOKEN, TODAY.plusDays(1));
        entityManager.clear();

        assertThat(repository.named(1, "", NOW, 100)).singleElement().satisfies(found -> {
            assertThat(found.id()).isEqualTo(token.id());
            assertThat(found.name()).isEqualTo("ci");
            assertThat(found.type()).isEqualTo(TokenType.GLOBAL_ANALYSIS_TOKEN);
            assertThat(found.createdAt()).isEqualTo(NOW);
            assertThat(found.createdBy()).isEqualTo("ann");
            assertThat(found.masked())
                    .isEqualTo(token.masked())
                    .startsWith("lkg_…")
                    .hasSize(9);
            assertThat(found.expiresOn()).isEqualTo(TODAY.plusDays(1));
            assertThat(found.lastUsedAt()).isNull();
        });
    }

    @Test
    void knowsWhetherAUserHasAsManyGoodTokens() {
        tokens.add(ann, "expired", tokens.secret(), TODAY);
        tokens.add(ann, "revoked").endBy(new End(NOW, EndReason.OWNER, ann));
        tokens.rotate(tokens.add(ann, "rotated"), tokens.secret(), Overlap.ofHours(1));
        tokens.add(ann, "ci", tokens.secret(), TODAY.plusDays(1));
        tokens.add(tokens.user(2, "bob"), "ci");
        entityManager.flush();

        assertThat(repository.hasActive(1, 2, NOW)).isTrue();
        assertThat(repository.hasActive(1, 3, NOW)).isFalse();
    }

    @Test
    void listsOnBehindAName() {
        tokens.add(ann, "a");
        tokens.add(ann, "b");
        tokens.add(ann, "c");

        assertThat(repository.named(1, "", NOW, 2))
                .extracting(TokenSummary::name)
                .containsExactly("a", "b");
        assertThat(repository.named(1, "b", NOW, 2))
                .extracting(TokenSummary::name)
                .containsExactly("c");
    }

    @Test
    void aMandateEndsWithTheToken() {
        var token = tokens.add(ann, "ci");
        var credential = new CallingToken();
        credential.tokens = repository;
        credential.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var mandate = new Mandate(new Origin(1L, token.id(), Origin.Channel.API, null), Role.ADMINISTRATOR);
        assertThat(credential.isGood(mandate)).isTrue();

        token.endBy(new End(NOW, EndReason.LEAKED, ann));
        entityManager.flush();
        assertThat(credential.isGood(mandate)).isFalse();
        assertThat(credential.isGood(new Mandate(new Origin(1L, -1L, Origin.Channel.API, null), Role.USER)))
                .as("a token that no longer exists")
                .isFalse();
        assertThat(credential.isGood(new Mandate(new Origin(1L, Origin.Channel.API, null), Role.USER)))
                .as("a caller without a token")
                .isTrue();
    }

    @Test
    void aMandateEndsWhenTheTokenMayNoLongerBeUsedFromThere() {
        var token = tokens.add(ann, "ci");
        var credential = new CallingToken();
        credential.tokens = repository;
        credential.clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var mandate = new Mandate(new Origin(1L, token.id(), Origin.Channel.API, "192.0.2.7"), Role.ADMINISTRATOR);
        assertThat(credential.isGood(mandate)).isTrue();

        token.bindTo(Networks.parse("198.51.100.0/24"));
        assertThat(credential.isGood(mandate)).isFalse();
        token.bindTo(Networks.parse("192.0.2.0/24"));
        assertThat(credential.isGood(mandate)).isTrue();
    }

    @Test
    void aTokenGeneratesNothingOnceItsNetworksHaveChanged() {
        var token = tokens.add(ann, "ci");
        assertThat(repository.lockActive(token.id(), null, NOW)).isTrue();

        token.bindTo(Networks.parse("192.0.2.7"));
        entityManager.flush();

        assertThat(repository.lockActive(token.id(), null, NOW)).isFalse();
        assertThat(repository.lockActive(token.id(), Networks.parse("192.0.2.8"), NOW))
                .isFalse();
        assertThat(repository.lockActive(token.id(), Networks.parse("192.0.2.7"), NOW))
                .isTrue();
    }

    @Test
    void aNameIsUniqueAmongTheLiveTokensOfAUser() {
        tokens.add(ann, "ci");

        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> tokens.add(ann, "ci"))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("name"))
                .withMessage("token.name.taken");
    }

    @Test
    void aNameIsFreeForOthersInOtherCaseAndAfterRevocation() {
        tokens.add(ann, "ci").endBy(new End(NOW, EndReason.OWNER, ann));
        tokens.add(ann, "ci").endBy(new End(NOW, EndReason.OWNER, ann));
        tokens.add(ann, "ci");
        tokens.add(ann, "CI");
        tokens.add(tokens.user(2, "bob"), "ci");

        assertThat(repository.named(1, "", NOW, 100))
                .extracting(TokenSummary::name)
                .containsExactly("CI", "ci");
        assertThat(repository.named(2, "", NOW, 100))
                .extracting(TokenSummary::name)
                .containsExactly("ci");
    }

    @Test
    void findsALiveTokenByItsExactName() {
        tokens.add(ann, "ci").endBy(new End(NOW, EndReason.OWNER, ann));
        assertThat(repository.find(1, "ci")).isEmpty();

        var token = tokens.add(ann, "ci");
        assertThat(repository.find(1, "ci")).hasValue(token);
        assertThat(repository.find(1, "Ci")).isEmpty();
        assertThat(repository.find(2, "ci")).isEmpty();
        assertThat(repository.isHeld(1, "ci")).isTrue();
        assertThat(repository.isHeld(1, "Ci")).isFalse();
        assertThat(repository.isHeld(2, "ci")).isFalse();
    }

    @Test
    void listsNamesInCodePointOrder() {
        for (var name : List.of("b", "Ä", "a", "-", "B", "é", "_", "10", "9", "😀")) {
            tokens.add(ann, name);
        }

        assertThat(repository.named(1, "", NOW, 100))
                .extracting(TokenSummary::name)
                .containsExactly("-", "10", "9", "B", "_", "a", "b", "Ä", "é", "😀");
    }

    @Test
    void countsLiveTokensOfManyUsersAtOnce() {
        var bob = tokens.user(2, "bob");
        tokens.user(3, "eve");
        tokens.add(ann, "one");
        tokens.add(ann, "two");
        tokens.add(bob, "one");
        tokens.add(bob, "two").endBy(new End(NOW, EndReason.OWNER, bob));
        entityManager.flush();

        assertThat(repository.countNamed(List.of(1L, 2L, 3L))).isEqualTo(Map.of(1L, 2L, 2L, 1L));
        assertThat(repository.countNamed(List.of())).isEmpty();
    }

    @Test
    void aHashIsUnique() {
        var secret = tokens.secret();
        tokens.add(ann, "ci", secret, null);

        assertThatExceptionOfType(InvalidException.class).isThrownBy(() -> tokens.add(ann, "other", secret, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type = 'PASSWORD'",
                "user_id = 99",
                "ends_at = current_timestamp",
                "ends_at = null",
                "ends_at = current_timestamp, end_reason = 'OWNER'",
                "ends_at = current_timestamp, end_reason = 'BOREDOM', holds_name = false",
                "hash = null",
                "name = null"
            })
    void theDatabaseRefusesNonsense(String change) {
        tokens.add(ann, "ci");

        assertThatExceptionOfType(PersistenceException.class)
                .isThrownBy(() -> execute("update access_token set " + change));
    }

    @Test
    void theNameOfARotatedTokenIsThatOfTheNewValue() {
        var former = tokens.add(ann, "ci");
        var token = tokens.rotate(former, tokens.secret(), Overlap.ofHours(1));

        assertThat(repository.find(1, "ci")).contains(token);
        assertThat(repository.countNamed(List.of(1L))).isEqualTo(Map.of(1L, 1L));
        assertThat(repository.lockNamed(1, "ci", NOW)).containsExactlyInAnyOrder(former, token);
        assertThat(repository.named(1, "", NOW, 10))
                .extracting(TokenSummary::id)
                .containsExactly(token.id());
        assertThatExceptionOfType(InvalidException.class).isThrownBy(() -> tokens.add(ann, "ci"));
    }

    @Test
    void aFormerValueWaitsForTheFirstUseUntilItEnds() {
        var former = tokens.add(ann, "ci");
        var token = tokens.rotate(former, tokens.secret(), Overlap.UNTIL_FIRST_USE);
        assertThat(repository.lockFormerOf(token.id(), NOW)).contains(former);

        former.endBy(new End(NOW, EndReason.ROTATED, ann));
        assertThat(repository.lockFormerOf(token.id(), NOW)).isEmpty();
    }

    @Test
    void aRevokedTokenIsNotAmongTheLive() {
        tokens.add(ann, "ci").endBy(new End(NOW, EndReason.OWNER, ann));
        entityManager.flush();

        assertThat(repository.named(1, "", NOW, 100)).isEmpty();
    }

    @Test
    void aFormerValueWithAnOverlapDoesNotWaitForTheFirstUse() {
        var token = tokens.rotate(
                tokens.add(ann, "ci", tokens.secret(), TODAY.plusDays(1)), tokens.secret(), Overlap.ofHours(48));

        assertThat(repository.lockFormerOf(token.id(), NOW)).isEmpty();
    }

    @Test
    void listsWhatIsLiveAndWhatHasEnded() {
        tokens.add(ann, "expired", tokens.secret(), TODAY);
        tokens.add(ann, "live");
        tokens.add(ann, "revoked").endBy(new End(NOW, EndReason.LEAKED, ann));
        tokens.rotate(tokens.add(ann, "rotated"), tokens.secret(), Overlap.ofHours(1));

        assertThat(search(TokenStatus.LIVE, NOW)).containsExactly("expired", "live", "rotated");
        assertThat(search(TokenStatus.ENDED, NOW)).containsExactly("expired", "revoked");
        assertThat(search(TokenStatus.ALL, NOW)).containsExactly("expired", "live", "revoked", "rotated");
        var later = NOW.plusSeconds(3600);
        assertThat(search(TokenStatus.ENDED, later)).containsExactly("expired", "revoked", "rotated");
        assertThat(search(TokenStatus.ALL, later)).containsExactly("expired", "live", "revoked", "rotated", "rotated");
    }

    @Test
    void listsAPageAndSaysHowManyThereAre() {
        for (var name : List.of("a", "b", "c")) {
            tokens.add(ann, name).endBy(new End(NOW, EndReason.OWNER, ann));
        }

        entityManager.flush();
        var page = repository.search(1, TokenStatus.ENDED, NOW, 1, 1);
        assertThat(page.items()).extracting(TokenSummary::name).containsExactly("b");
        assertThat(page.total()).isEqualTo(3);
        assertThat(repository.search(1, TokenStatus.ENDED, NOW, 2, 2).total()).isEqualTo(3);
        assertThat(repository.search(1, TokenStatus.ALL, NOW, 5, 2).total()).isEqualTo(3);
    }

    @Test
    void listsByLogin() {
        tokens.add(ann, "live");

        entityManager.flush();
        assertThat(repository
                        .search(ann.login().toUpperCase(Locale.ROOT), TokenStatus.LIVE, NOW, 0, 50)
                        .items())
                .extracting(TokenSummary::name)
                .containsExactly("live");
        assertThat(repository.search("nobody", TokenStatus.LIVE, NOW, 0, 50).total())
                .isZero();
    }

    private List<String> search(TokenStatus status, Instant now) {
        entityManager.flush();
        return repository.search(1, status, now, 0, 50).items().stream()
                .map(TokenSummary::name)
                .toList();
    }

    private void execute(String sql) {
        entityManager.createNativeQuery(sql).executeUpdate();
    }
}

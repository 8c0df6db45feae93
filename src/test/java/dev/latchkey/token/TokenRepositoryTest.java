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
import java.util.Random;
import org.jspecify.annotations.Nullable;
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

    private final Random random = new Random(42);
    private final TokenRepository repository = new TokenRepository();

    private final TestDatabase database;

    private EntityManager entityManager;
    private User ann;

    TokenRepositoryTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        repository.entityManager = entityManager;
        repository.connections = TestDatabase.connections(entityManager);
        ann = user(1, "ann");
    }

    @AfterEach
    void rollBack() {
        entityManager.getTransaction().rollback();
        entityManager.close();
    }

    @Test
    void findsWhatItKeeps() {
        var token = add(ann, "ci", TokenType.GLOBAL_ANALYSIS_TOKEN, TODAY.plusDays(1));
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
    void verifiesAGoodToken() {
        var secret = secret();
        var token = add(ann, "ci", secret, null);

        assertThat(verify(secret))
                .isEqualTo(new VerifiedToken(
                        token.id(), TokenType.USER_TOKEN, null, 1, "ann", false, null, null, null, false, false));
    }

    @Test
    void aTokenOfAProjectIsRefusedFromTheMomentTheProjectIsGone() {
        execute("insert into project (id, version, project_key, name, search_text, created_at)"
                + " values (1, 1, 'shop', 'Shop', 'shop', current_timestamp)");
        var secret = secret();
        var token = add(ann, "ci", secret, null);
        entityManager.flush();
        execute("update access_token set type = 'PROJECT_ANALYSIS_TOKEN', project_key = 'shop', project_name = 'Shop'"
                + " where id = " + token.id());
        assertThat(verify(secret))
                .isNotNull()
                .extracting(VerifiedToken::projectKey)
                .isEqualTo("shop");

        execute("delete from project");
        assertThat(verify(secret)).isNull();
    }

    @Test
    void knowsWhetherAUserHasAsManyGoodTokens() {
        add(ann, "expired", secret(), TODAY);
        add(ann, "revoked").endBy(new End(NOW, EndReason.OWNER, ann));
        rotate(add(ann, "rotated"), secret(), Overlap.ofHours(1));
        add(ann, "ci", secret(), TODAY.plusDays(1));
        add(user(2, "bob"), "ci");
        entityManager.flush();

        assertThat(repository.hasActive(1, 2, NOW)).isTrue();
        assertThat(repository.hasActive(1, 3, NOW)).isFalse();
    }

    @Test
    void listsOnBehindAName() {
        add(ann, "a");
        add(ann, "b");
        add(ann, "c");

        assertThat(repository.named(1, "", NOW, 2))
                .extracting(TokenSummary::name)
                .containsExactly("a", "b");
        assertThat(repository.named(1, "b", NOW, 2))
                .extracting(TokenSummary::name)
                .containsExactly("c");
    }

    @Test
    void aMandateEndsWithTheToken() {
        var token = add(ann, "ci");
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
        var token = add(ann, "ci");
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
    void verifiesATokenWithItsNetworks() {
        var secret = secret();
        var token = add(ann, "ci", secret, null);
        token.bindTo(Networks.parse("192.0.2.7 2001:db8::/32"));
        entityManager.flush();

        assertThat(verify(secret))
                .isNotNull()
                .extracting(VerifiedToken::networks)
                .isEqualTo(Networks.parse("192.0.2.7,2001:db8::/32"));
    }

    @Test
    void aTokenGeneratesNothingOnceItsNetworksHaveChanged() {
        var token = add(ann, "ci");
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
    void verifiesNothingThatItDoesNotKnow() {
        add(ann, "ci");

        assertThat(verify(secret())).isNull();
    }

    @Test
    void aTokenEndsWhenItsDayBegins() {
        var secret = secret();
        add(ann, "ci", secret, TODAY);

        assertThat(repository.verify(secret.hash(), Instant.parse("2028-02-28T23:59:59.999Z")))
                .isPresent();
        assertThat(repository.verify(secret.hash(), Instant.parse("2028-02-29T00:00:00Z")))
                .isEmpty();
        assertThat(repository.verify(secret.hash(), Instant.parse("2028-03-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void aRevokedTokenIsRefusedAtOnce() {
        var secret = secret();
        add(ann, "ci", secret, null).endBy(new End(NOW, EndReason.OWNER, ann));
        entityManager.flush();

        assertThat(verify(secret)).isNull();
    }

    @Test
    void findsARevokedTokenByItsHashButNotAmongTheLive() {
        var secret = secret();
        var token = add(ann, "ci", secret, null);
        token.endBy(new End(NOW, EndReason.OWNER, ann));
        entityManager.flush();

        assertThat(repository.find(secret.hash())).contains(token);
        assertThat(repository.named(1, "", NOW, 100)).isEmpty();
    }

    @Test
    void tokensOfADeactivatedUserAreRefused() {
        var secret = secret();
        add(ann, "ci", secret, null);
        execute("update users set active = false where id = 1");

        assertThat(verify(secret)).isNull();
    }

    @Test
    void saysWhetherTheUserIsAnAdministrator() {
        var secret = secret();
        add(ann, "ci", secret, null);
        execute("insert into user_group_member (user_id, group_id) values (1, 2)");
        assertThat(verify(secret)).extracting(VerifiedToken::administrator).isEqualTo(false);

        execute("insert into user_group_member (user_id, group_id) values (1, 1)");
        assertThat(verify(secret)).extracting(VerifiedToken::administrator).isEqualTo(true);
    }

    @Test
    void knowsWhetherAUseIsRecent() {
        var secret = secret();
        use(add(ann, "ci", secret, null));

        assertThat(repository.verify(secret.hash(), NOW.plusSeconds(59)))
                .hasValueSatisfying(token -> assertThat(token.usedRecently()).isTrue());
        assertThat(repository.verify(secret.hash(), NOW.plusSeconds(60)))
                .hasValueSatisfying(token -> assertThat(token.usedRecently()).isFalse());
    }

    @Test
    void aNameIsUniqueAmongTheLiveTokensOfAUser() {
        add(ann, "ci");

        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> add(ann, "ci"))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("name"))
                .withMessage("token.name.taken");
    }

    @Test
    void aNameIsFreeForOthersInOtherCaseAndAfterRevocation() {
        add(ann, "ci").endBy(new End(NOW, EndReason.OWNER, ann));
        add(ann, "ci").endBy(new End(NOW, EndReason.OWNER, ann));
        add(ann, "ci");
        add(ann, "CI");
        add(user(2, "bob"), "ci");

        assertThat(repository.named(1, "", NOW, 100))
                .extracting(TokenSummary::name)
                .containsExactly("CI", "ci");
        assertThat(repository.named(2, "", NOW, 100))
                .extracting(TokenSummary::name)
                .containsExactly("ci");
    }

    @Test
    void findsALiveTokenByItsExactName() {
        add(ann, "ci").endBy(new End(NOW, EndReason.OWNER, ann));
        assertThat(repository.find(1, "ci")).isEmpty();

        var token = add(ann, "ci");
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
            add(ann, name);
        }

        assertThat(repository.named(1, "", NOW, 100))
                .extracting(TokenSummary::name)
                .containsExactly("-", "10", "9", "B", "_", "a", "b", "Ä", "é", "😀");
    }

    @Test
    void countsLiveTokensOfManyUsersAtOnce() {
        var bob = user(2, "bob");
        user(3, "eve");
        add(ann, "one");
        add(ann, "two");
        add(bob, "one");
        add(bob, "two").endBy(new End(NOW, EndReason.OWNER, bob));
        entityManager.flush();

        assertThat(repository.countNamed(List.of(1L, 2L, 3L))).isEqualTo(Map.of(1L, 2L, 2L, 1L));
        assertThat(repository.countNamed(List.of())).isEmpty();
    }

    @Test
    void aHashIsUnique() {
        var secret = secret();
        add(ann, "ci", secret, null);

        assertThatExceptionOfType(InvalidException.class).isThrownBy(() -> add(ann, "other", secret, null));
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
        add(ann, "ci");

        assertThatExceptionOfType(PersistenceException.class)
                .isThrownBy(() -> execute("update access_token set " + change));
    }

    @Test
    void bothValuesOfARotationAreGoodUntilTheOverlapIsOver() {
        var former = secret();
        var secret = secret();
        rotate(add(ann, "ci", former, null), secret, Overlap.ofHours(1));

        var end = NOW.plusSeconds(3600);
        assertThat(repository.verify(former.hash(), end.minusMillis(1))).isPresent();
        assertThat(repository.verify(former.hash(), end)).isEmpty();
        assertThat(repository.verify(secret.hash(), end)).isPresent();
    }

    @Test
    void theNameOfARotatedTokenIsThatOfTheNewValue() {
        var former = add(ann, "ci");
        var token = rotate(former, secret(), Overlap.ofHours(1));

        assertThat(repository.find(1, "ci")).contains(token);
        assertThat(repository.countNamed(List.of(1L))).isEqualTo(Map.of(1L, 1L));
        assertThat(repository.lockNamed(1, "ci", NOW)).containsExactlyInAnyOrder(former, token);
        assertThat(repository.named(1, "", NOW, 10))
                .extracting(TokenSummary::id)
                .containsExactly(token.id());
        assertThatExceptionOfType(InvalidException.class).isThrownBy(() -> add(ann, "ci"));
    }

    @Test
    void theFirstUseOfANewValueIsNoticed() {
        var secret = secret();
        var former = add(ann, "ci");
        var token = rotate(former, secret, Overlap.UNTIL_FIRST_USE);

        assertThat(verify(secret)).extracting(VerifiedToken::takesOver).isEqualTo(true);
        assertThat(repository.lockFormerOf(token.id(), NOW)).contains(former);
        former.endBy(new End(NOW, EndReason.ROTATED, ann));
        assertThat(repository.lockFormerOf(token.id(), NOW)).isEmpty();
        use(token);
        assertThat(verify(secret)).extracting(VerifiedToken::takesOver).isEqualTo(false);
    }

    @Test
    void aFormerValueWithAnOverlapDoesNotWaitForTheFirstUse() {
        var token = rotate(add(ann, "ci", secret(), TODAY.plusDays(1)), secret(), Overlap.ofHours(48));

        assertThat(repository.lockFormerOf(token.id(), NOW)).isEmpty();
    }

    @Test
    void listsWhatIsLiveAndWhatHasEnded() {
        add(ann, "expired", secret(), TODAY);
        add(ann, "live");
        add(ann, "revoked").endBy(new End(NOW, EndReason.LEAKED, ann));
        rotate(add(ann, "rotated"), secret(), Overlap.ofHours(1));

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
            add(ann, name).endBy(new End(NOW, EndReason.OWNER, ann));
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
        add(ann, "live");

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

    private AccessToken rotate(AccessToken former, TokenSecret secret, Overlap overlap) {
        former.makeWay(NOW, ann, overlap, null);
        var token = new AccessToken(former, null, secret, NOW, new Creator(ann, null, null));
        repository.replace(token);
        return token;
    }

    private User user(long id, String login) {
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

    private TokenSecret secret() {
        return TokenSecret.generate(TokenType.USER_TOKEN, random);
    }

    private AccessToken add(User owner, String name) {
        return add(owner, name, secret(), null);
    }

    private AccessToken add(User owner, String name, TokenSecret secret, @Nullable LocalDate expiresOn) {
        return add(owner, new NewToken(owner.login(), name, TokenType.USER_TOKEN, expiresOn, null, null, null), secret);
    }

    private AccessToken add(User owner, String name, TokenType type, LocalDate expiresOn) {
        return add(owner, new NewToken(owner.login(), name, type, expiresOn, null, null, null), secret());
    }

    private AccessToken add(User owner, NewToken details, TokenSecret secret) {
        var token = new AccessToken(owner, details, secret, NOW, new Creator(ann, null, null));
        repository.add(token);
        return token;
    }

    private @Nullable VerifiedToken verify(TokenSecret secret) {
        return repository.verify(secret.hash(), NOW).orElse(null);
    }

    private void use(AccessToken token) {
        var uses = new TokenUseRepository();
        uses.entityManager = entityManager;
        uses.record(new TokenUse(token.id(), 1, NOW, new Client("192.0.2.1", "curl")), NOW.minus(TokenUse.GRANULARITY));
    }

    private void execute(String sql) {
        entityManager.createNativeQuery(sql).executeUpdate();
    }
}

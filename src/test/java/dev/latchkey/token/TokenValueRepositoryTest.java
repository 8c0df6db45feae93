package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.user.User;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens by their values, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TokenValueRepositoryTest {

    private static final LocalDate TODAY = LocalDate.parse("2028-02-29");
    private static final Instant NOW = Instant.parse("2028-02-29T12:34:56Z");

    private final TokenValueRepository values = new TokenValueRepository();
    private final TestDatabase database;

    private EntityManager entityManager;
    private KeptTokens tokens;
    private User ann;

    TokenValueRepositoryTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        values.entityManager = entityManager;
        values.connections = TestDatabase.connections(entityManager);
        tokens = new KeptTokens(entityManager, NOW);
        ann = tokens.user(1, "ann");
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void verifiesAGoodToken() {
        var secret = tokens.secret();
        var token = tokens.add(ann, "ci", secret, null);

        assertThat(verify(secret))
                .isEqualTo(new VerifiedToken(
                        token.id(), TokenType.USER_TOKEN, null, 1, "ann", false, null, null, null, false, false));
    }

    @Test
    void aTokenOfAProjectIsRefusedFromTheMomentTheProjectIsGone() {
        execute("insert into project (id, version, project_key, name, search_text, created_at)"
                + " values (1, 1, 'shop', 'Shop', 'shop', current_timestamp)");
        var secret = tokens.secret();
        var token = tokens.add(ann, "ci", secret, null);
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
    void verifiesATokenWithItsNetworks() {
        var secret = tokens.secret();
        var token = tokens.add(ann, "ci", secret, null);
        token.bindTo(Networks.parse("192.0.2.7 2001:db8::/32"));
        entityManager.flush();

        assertThat(verify(secret))
                .isNotNull()
                .extracting(VerifiedToken::networks)
                .isEqualTo(Networks.parse("192.0.2.7,2001:db8::/32"));
    }

    @Test
    void verifiesNothingThatItDoesNotKnow() {
        tokens.add(ann, "ci");

        assertThat(verify(tokens.secret())).isNull();
    }

    @Test
    void aTokenEndsWhenItsDayBegins() {
        var secret = tokens.secret();
        tokens.add(ann, "ci", secret, TODAY);

        assertThat(verify(secret, Instant.parse("2028-02-28T23:59:59.999Z"))).isPresent();
        assertThat(verify(secret, Instant.parse("2028-02-29T00:00:00Z"))).isEmpty();
        assertThat(verify(secret, Instant.parse("2028-03-01T00:00:00Z"))).isEmpty();
    }

    @Test
    void aRevokedTokenIsRefusedAtOnce() {
        var secret = tokens.secret();
        tokens.add(ann, "ci", secret, null).endBy(new End(NOW, EndReason.OWNER, ann));
        entityManager.flush();

        assertThat(verify(secret)).isNull();
    }

    @Test
    void tokensOfADeactivatedUserAreRefused() {
        var secret = tokens.secret();
        tokens.add(ann, "ci", secret, null);
        execute("update users set active = false where id = 1");

        assertThat(verify(secret)).isNull();
    }

    @Test
    void saysWhetherTheUserIsAnAdministrator() {
        var secret = tokens.secret();
        tokens.add(ann, "ci", secret, null);
        execute("insert into user_group_member (user_id, group_id) values (1, 2)");
        assertThat(verify(secret)).extracting(VerifiedToken::administrator).isEqualTo(false);

        execute("insert into user_group_member (user_id, group_id) values (1, 1)");
        assertThat(verify(secret)).extracting(VerifiedToken::administrator).isEqualTo(true);
    }

    @Test
    void knowsWhetherAUseIsRecent() {
        var secret = tokens.secret();
        tokens.use(tokens.add(ann, "ci", secret, null));

        assertThat(verify(secret, NOW.plusSeconds(59)))
                .hasValueSatisfying(token -> assertThat(token.usedRecently()).isTrue());
        assertThat(verify(secret, NOW.plusSeconds(60)))
                .hasValueSatisfying(token -> assertThat(token.usedRecently()).isFalse());
    }

    @Test
    void bothValuesOfARotationAreGoodUntilTheOverlapIsOver() {
        var former = tokens.secret();
        var secret = tokens.secret();
        tokens.rotate(tokens.add(ann, "ci", former, null), secret, Overlap.ofHours(1));

        var end = NOW.plusSeconds(3600);
        assertThat(verify(former, end.minusMillis(1))).isPresent();
        assertThat(verify(former, end)).isEmpty();
        assertThat(verify(secret, end)).isPresent();
    }

    @Test
    void findsARevokedTokenByItsHash() {
        var secret = tokens.secret();
        var token = tokens.add(ann, "ci", secret, null);
        token.endBy(new End(NOW, EndReason.OWNER, ann));
        entityManager.flush();

        assertThat(values.find(secret.hash())).contains(token);
    }

    @Test
    void theFirstUseOfANewValueIsNoticed() {
        var secret = tokens.secret();
        var token = tokens.rotate(tokens.add(ann, "ci"), secret, Overlap.UNTIL_FIRST_USE);
        assertThat(verify(secret)).extracting(VerifiedToken::takesOver).isEqualTo(true);

        tokens.use(token);
        assertThat(verify(secret)).extracting(VerifiedToken::takesOver).isEqualTo(false);
    }

    @Test
    void findsTheActiveOnesAmongSeveral() {
        var good = tokens.secret();
        var ended = tokens.secret();
        var token = tokens.add(ann, "good", good, null);
        tokens.add(ann, "ended", ended, TODAY);

        assertThat(values.findActive(
                        List.of(good.hash(), ended.hash(), tokens.secret().hash()), NOW))
                .isEqualTo(Map.of(good.hash(), token.id()));
        assertThat(values.findActive(List.of(), NOW)).isEmpty();
        assertThat(values.findActive(good.hash(), NOW)).contains(token.id());
        assertThat(values.findActive(ended.hash(), NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 32})
    void verifiesAsManyAsAreAsked(int count) {
        var secrets = Stream.generate(tokens::secret).limit(count).toList();
        secrets.forEach(secret -> tokens.add(ann, "token" + secrets.indexOf(secret), secret, null));

        assertThat(values.verify(secrets.stream().map(TokenSecret::hash).collect(Collectors.toSet()), NOW))
                .hasSize(count);
    }

    @Test
    void verifiesSeveralAtOnce() {
        var secrets = Stream.generate(tokens::secret).limit(5).toList();
        var first = tokens.add(ann, "first", secrets.get(0), null);
        tokens.add(ann, "ended", secrets.get(1), TODAY);
        var last = tokens.add(tokens.user(2, "bob"), "last", secrets.get(4), null);
        var hashes = secrets.stream().map(TokenSecret::hash).collect(Collectors.toSet());

        assertThat(values.verify(hashes, NOW))
                .containsOnlyKeys(secrets.get(0).hash(), secrets.get(4).hash())
                .extractingFromEntries(found ->
                        found.getValue().tokenId() + " of " + found.getValue().login())
                .containsExactlyInAnyOrder(first.id() + " of ann", last.id() + " of bob");
    }

    private @Nullable VerifiedToken verify(TokenSecret secret) {
        return verify(secret, NOW).orElse(null);
    }

    private Optional<VerifiedToken> verify(TokenSecret secret, Instant now) {
        return Optional.ofNullable(values.verify(Set.of(secret.hash()), now).get(secret.hash()));
    }

    private void execute(String sql) {
        entityManager.createNativeQuery(sql).executeUpdate();
    }
}

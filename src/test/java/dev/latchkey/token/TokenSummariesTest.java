package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.platform.persistence.TestDatabase;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every column of a token in a list, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TokenSummariesTest {

    private static final String PROJECT =
            "type = 'PROJECT_ANALYSIS_TOKEN', project_key = 'shop', project_name = 'Shop'";
    private static final Instant OVERLAP_END = Instant.parse("2028-03-01T10:00:00Z");

    private final TestDatabase database;

    private EntityManager entityManager;

    TokenSummariesTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        KeptTokens.user(entityManager, 1, "ann");
        KeptTokens.user(entityManager, 2, "bob");
        token(1, "robot");
        token(2, "shop");
        set(
                2,
                PROJECT + ", holds_name = false, end_reason = 'ROTATED', ended_by_id = 2,"
                        + " ends_at = timestamp with time zone '2028-03-01 10:00:00Z'");
        token(3, "shop");
        set(
                3,
                PROJECT
                        + ", replaces_id = 2, created_by_id = 2, created_by_token_id = 1, last_used_address = '192.0.2.1',"
                        + " last_used_at = timestamp with time zone '2028-02-29 09:00:00Z', last_used_agent = 'curl',"
                        + " expires_on = date '2028-05-01', end_reason = 'EXPIRED', dead_uses = 7,"
                        + " ends_at = timestamp with time zone '2028-05-01 00:00:00Z',"
                        + " last_dead_use_at = timestamp with time zone '2028-04-02 00:00:00Z'");
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void readsAnActiveTokenWithItsPreviousValue() {
        assertThat(read(3, OVERLAP_END.minusMillis(1)))
                .isEqualTo(shop(null, null, null, new TokenSummary.Former("lkp_…abc2", OVERLAP_END)));
    }

    @Test
    void omitsAPreviousValueThatHasEnded() {
        assertThat(read(3, OVERLAP_END)).isEqualTo(shop(null, null, null, null));
    }

    @Test
    void readsAnEndedToken() {
        var end = Instant.parse("2028-04-01T00:00:00Z");
        set(
                3,
                "end_reason = 'LEAKED', ended_by_id = 2, holds_name = false,"
                        + " ends_at = timestamp with time zone '2028-04-01 00:00:00Z'");

        assertThat(read(3, end)).isEqualTo(shop(end, EndReason.LEAKED, "bob", null));
    }

    @Test
    void tellsAnOverlapFromAnEnd() {
        assertThat(read(2, OVERLAP_END.minusMillis(1)))
                .extracting(
                        TokenSummary::isFormer, TokenSummary::status, TokenSummary::overlapEnd, TokenSummary::endedAt)
                .containsExactly(true, TokenSummary.Status.LIVE, OVERLAP_END, null);
        assertThat(read(2, OVERLAP_END))
                .extracting(
                        TokenSummary::isFormer, TokenSummary::status, TokenSummary::overlapEnd, TokenSummary::endedAt)
                .containsExactly(false, TokenSummary.Status.REVOKED, null, OVERLAP_END);
    }

    @Test
    void aValueThatWaitsForTheFirstUseHasNoEndYet() {
        set(2, "until_first_use = true");

        assertThat(read(2, Instant.EPOCH).overlapEnd()).isNull();
        assertThat(read(3, Instant.EPOCH).former()).isEqualTo(new TokenSummary.Former("lkp_…abc2", null));
    }

    @Test
    void namesADeletedTokenByItsId() {
        assertThat(read(3, Instant.EPOCH).createdWith()).isEqualTo("robot");
        set(3, "created_by_token_id = 4711");
        assertThat(read(3, Instant.EPOCH).createdWith()).isEqualTo("#4711");
        assertThat(read(1, Instant.EPOCH).createdWith()).isNull();
    }

    /** The values of the row in the order of the components. */
    private static TokenSummary shop(
            @Nullable Instant endedAt,
            @Nullable EndReason endReason,
            @Nullable String endedBy,
            TokenSummary.@Nullable Former former) {
        return new TokenSummary(
                3,
                1,
                "ann",
                "shop",
                TokenType.PROJECT_ANALYSIS_TOKEN,
                "lkp_…abc3",
                "shop",
                "Shop",
                null,
                null,
                Instant.parse("2028-02-01T09:00:00Z"),
                "bob",
                1L,
                "robot",
                Instant.parse("2028-02-29T09:00:00Z"),
                "192.0.2.1",
                "curl",
                LocalDate.parse("2028-05-01"),
                endedAt,
                endReason,
                endedBy,
                7,
                Instant.parse("2028-04-02T00:00:00Z"),
                null,
                endedAt == null,
                null,
                former);
    }

    private TokenSummary read(long id, Instant now) {
        var one = Sql.of("select * from access_token where id = ?", id);
        return TestDatabase.connections(entityManager)
                .lend(connection -> TokenSummaries.list(connection, one, "t.id", now))
                .get(0);
    }

    private void token(long id, String name) {
        execute("insert into access_token (id, version, user_id, name, type, hash, last_four, created_at) values (" + id
                + ", 1, 1, '" + name + "', 'USER_TOKEN', "
                + (database == TestDatabase.H2 ? "x'%064x'" : "'\\x%064x'").formatted(id)
                + ", 'abc" + id + "', timestamp with time zone '2028-02-01 09:00:00Z')");
    }

    private void set(long id, String values) {
        execute("update access_token set " + values + " where id = " + id);
    }

    private void execute(String sql) {
        entityManager.createNativeQuery(sql).executeUpdate();
    }
}

package dev.latchkey.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.latchkey.inventory.InventoryQuery.Range;
import dev.latchkey.inventory.InventoryQuery.Sort;
import dev.latchkey.inventory.InventoryQuery.Status;
import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.token.EndReason;
import dev.latchkey.token.TokenSummary;
import dev.latchkey.token.TokenType;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches across the tokens of all users, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class InventoryRepositoryTest {

    private static final Instant NOW = Instant.parse("2028-02-29T12:34:56Z");
    private static final LocalDate TODAY = LocalDate.parse("2028-02-29");
    private static final Sort BY_NAME = new Sort(InventoryOrder.NAME, true);

    private final InventoryRepository repository = new InventoryRepository();
    private final TestDatabase database;

    private EntityManager entityManager;

    InventoryRepositoryTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        repository.connections = TestDatabase.connections(entityManager);
        user(1, "ann", "Ann Adler");
        user(2, "bob_b", "Bob Berg");
        token(1, 1, "live", "created_at = timestamp with time zone '2028-01-01 10:00:00Z'");
        token(2, 1, "expires later", expiring("2028-03-01") + ", created_by_id = 2");
        token(3, 2, "expired today", expiring("2028-02-29"));
        token(4, 2, "revoked", ended("2028-02-01 00:00:00", "LEAKED") + ", ended_by_id = 1, dead_uses = 3");
        token(5, 2, "revoked when expired", expiring("2028-02-02") + ", holds_name = false");
        token(
                6,
                2,
                "revoked before expiry",
                ended("2028-02-01 23:59:59", "OWNER") + ", expires_on = date '2028-02-02'");
        token(7, 1, "overlap", ended("2028-02-29 12:34:57", "ROTATED"));
        token(8, 1, "overlap over", ended("2028-02-29 12:34:56", "ROTATED"));
        token(
                9,
                1,
                "analysis",
                "type = 'PROJECT_ANALYSIS_TOKEN', project_key = 'shop', project_name = 'Shop',"
                        + " last_used_at = timestamp with time zone '2028-02-29 12:00:00Z', last_used_address = '192.0.2.1'");
    }

    @AfterEach
    void rollBack() {
        entityManager.getTransaction().rollback();
        entityManager.close();
    }

    @Test
    void tellsWhatIsKnownOfAToken() {
        assertThat(list(wanted -> wanted.projectKey = "shop"))
                .containsExactly(new TokenSummary(
                        9,
                        1,
                        "ann",
                        "analysis",
                        TokenType.PROJECT_ANALYSIS_TOKEN,
                        "lkp_…abc9",
                        "shop",
                        "Shop",
                        null,
                        null,
                        Instant.parse("2028-02-01T09:00:00Z"),
                        null,
                        null,
                        null,
                        Instant.parse("2028-02-29T12:00:00Z"),
                        "192.0.2.1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        0,
                        null,
                        null,
                        true,
                        null,
                        null));
    }

    @Test
    void findsTheTokensWithAScope() {
        execute("insert into token_scope (token_id, scope_id) values (9, 1)");

        assertThat(list(wanted -> wanted.scope = "latchkey:read"))
                .extracting(TokenSummary::id)
                .containsExactly(9L);
        assertThat(list(wanted -> wanted.scope = "latchkey:audit")).isEmpty();
        assertThat(list(wanted -> wanted.scope = "unheard.of")).isEmpty();
    }

    @Test
    void tellsTheFormerValueOfARotationFromItsSuccessor() {
        assertThat(list(wanted -> wanted.status = Status.LIVE))
                .filteredOn(TokenSummary::isFormer)
                .extracting(TokenSummary::name, TokenSummary::overlapEnd)
                .containsExactly(tuple("overlap", Instant.parse("2028-02-29T12:34:57Z")));
    }

    @Test
    void tellsHowATokenEnded() {
        assertThat(list(wanted -> wanted.status = Status.REVOKED))
                .extracting(TokenSummary::endedAt, TokenSummary::endReason, TokenSummary::endedBy)
                .containsExactly(
                        tuple(NOW, EndReason.ROTATED, null),
                        tuple(Instant.parse("2028-02-01T00:00:00Z"), EndReason.LEAKED, "ann"),
                        tuple(Instant.parse("2028-02-01T23:59:59Z"), EndReason.OWNER, null));
    }

    @Test
    void everyTokenHasTheStatusByWhichItIsFound() {
        assertThat(names(wanted -> wanted.status = Status.LIVE))
                .containsExactly("analysis", "expires later", "live", "overlap");
        assertThat(names(wanted -> wanted.status = Status.EXPIRED))
                .containsExactly("expired today", "revoked when expired");
        assertThat(names(wanted -> wanted.status = Status.REVOKED))
                .containsExactly("overlap over", "revoked", "revoked before expiry");
        for (var status : Status.values()) {
            if (status != Status.ALL) {
                assertThat(list(wanted -> wanted.status = status))
                        .extracting(token -> token.status().name())
                        .containsOnly(status.name());
            }
        }
    }

    @Test
    void findsWhatIsAskedFor() {
        assertThat(names(wanted -> wanted.owner = " ANN ")).hasSize(5).contains("live");
        assertThat(names(wanted -> wanted.owner = "b_b")).hasSize(4).contains("revoked");
        assertThat(names(wanted -> wanted.owner = "n_n")).isEmpty();
        assertThat(names(wanted -> wanted.login = "bob_b")).hasSize(4).contains("revoked");
        assertThat(names(wanted -> wanted.login = "bob")).isEmpty();
        assertThat(names(wanted -> wanted.login = "ANN")).isEqualTo(names(wanted -> wanted.login = "ann"));
        assertThat(names(wanted -> wanted.creator = "berg")).containsExactly("expires later");
        assertThat(names(wanted -> wanted.type = TokenType.PROJECT_ANALYSIS_TOKEN))
                .containsExactly("analysis");
        assertThat(names(wanted -> wanted.created = new Range<>(null, Instant.parse("2028-01-01T10:00:01Z"))))
                .containsExactly("live");
        assertThat(names(wanted -> wanted.created =
                        new Range<>(Instant.parse("2028-01-01T10:00:00Z"), Instant.parse("2028-02-01T09:00:00Z"))))
                .containsExactly("live");
        assertThat(names(wanted -> wanted.lastUsed = new Range<>(Instant.parse("2028-02-29T12:00:00Z"), null)))
                .containsExactly("analysis");
        assertThat(names(wanted -> wanted.expires = new Range<>(TODAY, TODAY.plusDays(1))))
                .containsExactly("expired today");
        assertThat(names(wanted -> wanted.neverExpires = true)).hasSize(5).doesNotContain("expires later");
        assertThat(names(wanted -> wanted.unusedForDays = 29)).hasSize(1).containsExactly("live");
        assertThat(names(wanted -> wanted.unusedForDays = 28)).hasSize(8).doesNotContain("analysis");
    }

    @Test
    void findsWhatThePolicyWouldNotAllowToday() {
        var query = Wanted.tokens(wanted -> wanted.breaksPolicy = true);

        assertThat(repository.list(Conditions.of(query, NOW, TODAY), BY_NAME, null, 10, NOW))
                .extracting(TokenSummary::name)
                .hasSize(6)
                .contains("expires later", "live")
                .doesNotContain("expired today");
        assertThat(repository.list(Conditions.of(query, NOW, null), BY_NAME, null, 10, NOW))
                .isEmpty();
    }

    @Test
    void sortsByWhatIsAskedForAndPutsWhatHasNoValueAtItsEnd() {
        assertThat(sorted(InventoryOrder.CREATED, true)).startsWith(1L).endsWith(9L);
        assertThat(sorted(InventoryOrder.LAST_USE, true)).startsWith(1L, 2L).endsWith(8L, 9L);
        assertThat(sorted(InventoryOrder.EXPIRATION, true)).containsExactly(5L, 6L, 3L, 2L, 1L, 4L, 7L, 8L, 9L);
        assertThat(sorted(InventoryOrder.OWNER, true)).containsExactly(1L, 2L, 7L, 8L, 9L, 3L, 4L, 5L, 6L);
        assertThat(sorted(InventoryOrder.NAME, true)).containsExactly(9L, 3L, 2L, 1L, 7L, 8L, 4L, 6L, 5L);
        for (var order : InventoryOrder.values()) {
            var ascending = sorted(order, true);
            Collections.reverse(ascending);
            assertThat(sorted(order, false)).as(order.name()).isEqualTo(ascending);
        }
    }

    @Test
    void goesOnBehindAnyToken() {
        for (var order : InventoryOrder.values()) {
            for (var ascending : List.of(true, false)) {
                var sort = new Sort(order, ascending);
                var found = new ArrayList<Long>();
                Position behind = null;
                for (var page = page(sort, behind); !page.isEmpty(); page = page(sort, behind)) {
                    page.forEach(token -> found.add(token.id()));
                    behind = Position.parse(
                            "after",
                            Position.of(order, page.get(page.size() - 1)).toText(),
                            order);
                }
                assertThat(found).as(sort.toString()).isEqualTo(sorted(order, ascending));
            }
        }
    }

    /** The query for many matching users differs from the query for few. */
    @Test
    void findsTheSameAmongMany() {
        var numbers = database == TestDatabase.H2
                ? "system_range(1000, 6999) as n (i)"
                : "generate_series(1000, 6999) as n (i)";
        execute("insert into users (id, version, login, name, search_text, active, must_change_password, created_at)"
                + " select i, 1, 'mob' || i, 'Mob', 'mob' || i || '\nmob\n', true, false, current_timestamp from "
                + numbers);
        execute(
                "insert into access_token (id, version, user_id, name, type, hash, last_four, created_at, created_by_id,"
                        + " expires_on, ends_at, end_reason, last_used_at) select i, 1, i, '~' || i, 'USER_TOKEN', "
                        + (database == TestDatabase.H2 ? "hash('SHA256', 'mob' || i)" : "sha256(('mob' || i)::bytea)")
                        + ", 'abcd', timestamp with time zone '2028-01-01 00:00:00Z', i,"
                        + " case when mod(i, 6) > 0 then date '2028-02-28' end,"
                        + " case when mod(i, 6) > 0 then timestamp with time zone '2028-02-28 00:00:00Z'"
                        + " else timestamp with time zone '9999-12-31 00:00:00Z' end,"
                        + " case when mod(i, 6) > 0 then 'EXPIRED' end, timestamp with time zone '2028-01-02 00:00:00Z' from "
                        + numbers);

        var first = List.of("~1000", "~1001", "~1002");
        var never = List.of("~1002", "~1008", "~1014");
        assertThat(firstOfMany(6000, wanted -> wanted.owner = "mob")).isEqualTo(first);
        assertThat(firstOfMany(1, wanted -> wanted.login = "mob1002")).isEqualTo(List.of("~1002"));
        assertThat(firstOfMany(6000, wanted -> wanted.creator = "mob")).isEqualTo(first);
        assertThat(firstOfMany(5000, wanted -> {
                    wanted.owner = "mob";
                    wanted.status = Status.EXPIRED;
                }))
                .isEqualTo(List.of("~1000", "~1001", "~1003"));
        assertThat(firstOfMany(1000, wanted -> {
                    wanted.owner = "mob";
                    wanted.neverExpires = true;
                }))
                .isEqualTo(never);
        assertThat(firstOfMany(6000, wanted -> wanted.lastUsed = new Range<>(null, NOW.minusSeconds(3600))))
                .isEqualTo(first);
        assertThat(firstOfMany(5000, wanted -> wanted.expires = new Range<>(null, TODAY)))
                .contains("~1000");
        assertThat(firstOfMany(6001, wanted -> wanted.unusedForDays = 29)).contains("~1000");
    }

    private List<String> firstOfMany(int expected, Consumer<Wanted> about) {
        var conditions = Conditions.of(Wanted.tokens(about), NOW, null);
        assertThat(repository.count(conditions, 100_000))
                .isGreaterThanOrEqualTo(expected)
                .isLessThan(expected + 9);
        return repository.list(conditions.with(Sql.of("t.name like '~%'")), BY_NAME, null, 3, NOW).stream()
                .map(TokenSummary::name)
                .toList();
    }

    @Test
    void countsNoFurtherThanItIsTold() {
        var all = Conditions.of(Wanted.tokens(wanted -> {}), NOW, null);

        assertThat(repository.count(all, 100)).isEqualTo(9);
        assertThat(repository.count(all, 5)).isEqualTo(5);
    }

    @Test
    void findsAgainWhatAnOrderStillMeans() {
        var given = Instant.parse("2028-02-29T12:00:00Z");
        token(10, 1, "later", "created_at = timestamp with time zone '2028-02-29 12:00:00Z'");

        var all = new RevocationOrder(
                RevocationTarget.matching(Wanted.tokens(wanted -> wanted.login = "ann")),
                given,
                null,
                EndReason.LEAKED);
        assertThat(repository.ids(all.conditions(), 0, 100)).containsExactly(1L, 2L, 7L, 8L, 9L);
        assertThat(repository.ids(all.conditions(), 2, 1)).containsExactly(7L);
        assertThat(repository.count(all.conditions(), Integer.MAX_VALUE)).isEqualTo(5);
        var some = new RevocationOrder(RevocationTarget.of(List.of(1L, 3L, 4L, 10L)), given, null, EndReason.LEAKED);
        assertThat(repository.ids(some.conditions(), 0, 100)).containsExactly(1L);
        var none = new RevocationOrder(RevocationTarget.of(List.of()), given, null, EndReason.LEAKED);
        assertThat(repository.ids(none.conditions(), 0, 100)).isEmpty();
        var ended = new RevocationOrder(
                RevocationTarget.matching(Wanted.tokens(wanted -> wanted.status = Status.REVOKED)),
                given,
                null,
                EndReason.LEAKED);
        assertThat(repository.ids(ended.conditions(), 0, 100)).isEmpty();
    }

    @Test
    void meansATokenThatHasGotANewValueSince() {
        token(10, 1, "rotated since", ended("2028-02-29 12:00:00", "ROTATED"));
        token(11, 1, "lost, and rotated again since", ended("2028-02-29 12:00:00", "ROTATED"));
        token(12, 1, "ended before", ended("2028-02-29 11:59:59", "ROTATED"));
        var order = new RevocationOrder(
                RevocationTarget.of(List.of(8L, 10L, 11L, 12L)),
                Instant.parse("2028-02-29T12:00:00Z"),
                null,
                EndReason.LEAKED);

        assertThat(repository.ids(order.conditions(), 0, 100)).containsExactly(8L, 10L, 11L);
    }

    @Test
    void findsWhatComesFromAToken() {
        comesFrom(2, 4);
        comesFrom(4, 1);
        comesFrom(9, 4);
        token(20, 2, "by what is forgotten", "created_by_token_id = 19");
        comesFrom(19, 1);
        comesFrom(20, 19);
        execute("update access_token set created_by_token_id = 1 where id = 4");

        assertThat(names(wanted -> wanted.lineage = 1L))
                .containsExactly("analysis", "by what is forgotten", "expires later", "live", "revoked");
        assertThat(names(wanted -> {
                    wanted.lineage = 4L;
                    wanted.status = InventoryQuery.Status.LIVE;
                }))
                .containsExactly("analysis", "expires later");
        assertThat(repository.count(Conditions.of(Wanted.tokens(wanted -> wanted.lineage = 1L), NOW, null), 100))
                .isEqualTo(5);
        assertThat(list(wanted -> wanted.lineage = 1L))
                .extracting(TokenSummary::name, TokenSummary::createdByTokenId, TokenSummary::createdByToken)
                .contains(tuple("revoked", 1L, "live"), tuple("by what is forgotten", 19L, null));
    }

    @Test
    void countsWhatComesFromTokensAndIsNotMeantItself() {
        comesFrom(2, 1);
        comesFrom(4, 1);
        comesFrom(9, 4);

        var found = repository.descendants(Conditions.active(NOW).among(List.of(1L, 2L)), NOW);

        assertThat(found.count()).isEqualTo(1);
        assertThat(found.tokens()).extracting(TokenSummary::name).containsExactly("analysis");
        assertThat(repository.descendants(Conditions.active(NOW).among(List.of(7L)), NOW))
                .isEqualTo(new Descendants(0, List.of()));
    }

    private void comesFrom(long token, long parent) {
        execute("insert into token_descent (token_id, line_id, parent_line_id) values (" + token + ", " + token + ", "
                + parent + ")");
    }

    private List<TokenSummary> page(Sort sort, @Nullable Position behind) {
        return repository.list(Conditions.of(Wanted.tokens(wanted -> {}), NOW, null), sort, behind, 2, NOW);
    }

    private List<Long> sorted(InventoryOrder order, boolean ascending) {
        var conditions = Conditions.of(Wanted.tokens(wanted -> {}), NOW, null);
        return new ArrayList<>(repository.list(conditions, new Sort(order, ascending), null, 100, NOW).stream()
                .map(TokenSummary::id)
                .toList());
    }

    private List<String> names(Consumer<Wanted> about) {
        return list(about).stream().map(TokenSummary::name).toList();
    }

    private List<TokenSummary> list(Consumer<Wanted> about) {
        return repository.list(Conditions.of(Wanted.tokens(about), NOW, null), BY_NAME, null, 100, NOW);
    }

    private void user(long id, String login, String name) {
        execute("insert into users (id, version, login, name, search_text, active, must_change_password, created_at)"
                + " values (" + id + ", 1, '" + login + "', '" + name + "', lower('" + login + "\n" + name
                + "\n'), true, false, current_timestamp)");
    }

    private void token(long id, long owner, String name, String more) {
        execute("insert into access_token (id, version, user_id, name, type, hash, last_four, created_at) values ("
                + id + ", 1, " + owner + ", '" + name + "', 'USER_TOKEN', "
                + (database == TestDatabase.H2
                        ? "x'" + "%064x".formatted(id) + "'"
                        : "'\\x" + "%064x".formatted(id) + "'")
                + ", 'abc" + id % 10 + "', timestamp with time zone '2028-02-01 09:00:00Z')");
        execute("update access_token set " + more + " where id = " + id);
    }

    private static String expiring(String day) {
        return "expires_on = date '" + day + "', ends_at = timestamp with time zone '" + day
                + " 00:00:00Z', end_reason = 'EXPIRED'";
    }

    private static String ended(String at, String reason) {
        return "ends_at = timestamp with time zone '" + at + "Z', end_reason = '" + reason + "', holds_name = false";
    }

    private void execute(String sql) {
        entityManager.createNativeQuery(sql).executeUpdate();
    }
}

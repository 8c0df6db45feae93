package dev.latchkey.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.platform.persistence.TestDatabase;
import jakarta.persistence.EntityManager;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Notices, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class NoticeRepositoryTest {

    private static final Instant NOW = Instant.parse("2026-12-31T23:59:59.123456Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-12-31");

    private final TestDatabase database;
    private final NoticeRepository repository = new NoticeRepository();

    private EntityManager entityManager;

    NoticeRepositoryTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        repository.entityManager = entityManager;
        repository.connections = TestDatabase.connections(entityManager);
        addUser(1, "ann");
        addUser(2, "bob");
    }

    @AfterEach
    void rollBack() {
        entityManager.getTransaction().rollback();
        entityManager.close();
    }

    @Test
    void handsOutWhatIsDueForLongestWithItsPeople() {
        add(notice(1, NoticeKind.TOKEN_GENERATED, 101, null, NOW.plusSeconds(1)));
        add(notice(1, NoticeKind.TOKEN_ROTATED, 102, null, NOW));
        add(notice(1, NoticeKind.TOKEN_GENERATED, 103, null, NOW.minusSeconds(1)));

        assertThat(repository.lockDue(NOW)).singleElement().satisfies(notice -> {
            assertThat(notice.tokenName()).isEqualTo("token 103");
            assertThat(notice.recipient().email()).isEqualTo("ann@example.org");
            assertThat(notice.causedBy()).isNotNull().satisfies(by -> assertThat(by.login())
                    .isEqualTo("bob"));
            notice.dispatch().take(NOW);
        });
        assertThat(repository.lockDue(NOW)).extracting(Notice::tokenName).containsExactly("token 102");
    }

    /** Somebody may be waiting for it. */
    @Test
    void handsOutLinksFirstEachInAMailOfItsOwn() {
        add(notice(1, NoticeKind.TOKEN_GENERATED, 101, null, NOW.minusSeconds(60)));
        add(new Notice(NoticeKind.INVITATION, repository.user(1), 8, NOW.minusSeconds(1)));
        add(new Notice(NoticeKind.INVITATION, repository.user(1), 9, NOW));
        add(new Notice(NoticeKind.INVITATION, repository.user(1), 10, NOW.plusSeconds(1)));

        for (var link : new long[] {8, 9}) {
            var due = repository.lockDue(NOW);
            assertThat(due).extracting(Notice::linkId).containsExactly(link);
            due.forEach(notice -> notice.dispatch().take(NOW));
            entityManager.flush();
        }

        assertThat(taken()).containsExactly("token 101");
    }

    @Test
    void gathersWhatSaysTheSameToOnePerson() {
        var at = NOW.minusSeconds(60);
        add(notice(1, NoticeKind.TOKEN_REVOKED, 101, "ADMINISTRATOR", at));
        add(notice(1, NoticeKind.TOKEN_REVOKED, 102, "LEAKED", at.plusSeconds(1)));
        add(notice(1, NoticeKind.TOKEN_REVOKED, 103, "ADMINISTRATOR", at.plusSeconds(2)));
        add(notice(1, NoticeKind.TOKEN_GENERATED, 104, null, at.plusSeconds(3)));
        add(notice(2, NoticeKind.TOKEN_REVOKED, 105, "ADMINISTRATOR", at.plusSeconds(4)));
        add(notice(1, NoticeKind.TOKEN_REVOKED, 106, "ADMINISTRATOR", at.plusSeconds(5)));
        add(notice(1, NoticeKind.TOKEN_REVOKED, 107, "ADMINISTRATOR", NOW.plusSeconds(1)));

        assertThat(taken()).containsExactly("token 101", "token 103", "token 106");
        assertThat(taken()).containsExactly("token 102");
        assertThat(taken()).containsExactly("token 104");
        assertThat(taken()).containsExactly("token 105");
        assertThat(taken()).isEmpty();
    }

    @Test
    void gathersNoMoreThanOneMailTellsOf() {
        for (var token = 0; token <= NoticeMail.MOST_TOKENS; token++) {
            repository.add(notice(1, NoticeKind.TOKEN_REVOKED, token, "LEAKED", NOW));
        }
        entityManager.flush();

        assertThat(taken()).hasSize(NoticeMail.MOST_TOKENS);
        assertThat(taken()).hasSize(1);
    }

    @Test
    void takesTheOneThatIsDueForLongestWhateverIsOlder() {
        for (var token = 0; token <= NoticeMail.MOST_TOKENS; token++) {
            repository.add(notice(1, NoticeKind.TOKEN_NEW_ADDRESS, token, "192.0.2." + token, NOW.minusSeconds(3600)));
        }
        entityManager.flush();
        entityManager
                .createNativeQuery("update notice set next_attempt_at = created_at + interval '1' minute")
                .executeUpdate();
        entityManager.clear();
        repository.add(notice(1, NoticeKind.TOKEN_NEW_ADDRESS, 999, "198.51.100.1", NOW.minusSeconds(3590)));
        entityManager.flush();

        assertThat(taken()).containsExactly("token 999");
    }

    @Test
    void tellsOfTheSameOccasionOnce() {
        generated(101, NOW);
        generated(101, NOW.plusSeconds(1));

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void tellsOfAnAddressOnceADay() {
        var address = "2001:db8:1111:2222:3333:4444:255.255.255.255";
        add(notice(1, NoticeKind.TOKEN_NEW_ADDRESS, Long.MAX_VALUE, address, NOW));
        add(notice(1, NoticeKind.TOKEN_NEW_ADDRESS, Long.MAX_VALUE, address, NOW.minusSeconds(3600)));
        assertThat(count()).isEqualTo(1);

        add(notice(1, NoticeKind.TOKEN_NEW_ADDRESS, Long.MAX_VALUE, address, NOW.plusSeconds(1)));
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void findsWhomToRemindAndNobodyTwice() {
        token(1, TODAY.plusDays(7), "");
        token(2, TODAY.plusDays(8), "");
        token(3, TODAY.plusDays(1), "");
        token(4, TODAY, "");
        token(5, null, "");
        token(6, TODAY.plusDays(1), ", ends_at = created_at, end_reason = 'OWNER', holds_name = false");
        token(7, TODAY.plusDays(1), ", until_first_use = true, holds_name = false");

        assertThat(remind(NoticeKind.TOKEN_EXPIRES)).containsExactlyInAnyOrder("token 1", "token 3");
        assertThat(remind(NoticeKind.TOKEN_EXPIRES)).isEmpty();
        assertThat(remind(NoticeKind.TOKEN_EXPIRED)).containsExactly("token 4");

        execute("update access_token set expires_on = date '2027-01-02' where id = 1");
        assertThat(remind(NoticeKind.TOKEN_EXPIRES)).containsExactly("token 1");
    }

    @Test
    void remindsEachMemberOfTheGroupOfAServiceAccount() {
        addUser(3, "former");
        addUser(4, "robot");
        execute("update users set active = false where id = 3");
        execute("update users set email = null, owner_group_id = 1 where id = 4");
        token(1, TODAY.plusDays(1), ", user_id = 4");
        token(2, TODAY.plusDays(1), ", user_id = 4");
        token(3, TODAY.plusDays(1), "");
        execute("insert into user_group_member (user_id, group_id) values (1, 1), (2, 1), (3, 1), (4, 2)");

        assertThat(remind(NoticeKind.TOKEN_EXPIRES))
                .containsExactlyInAnyOrder(
                        "robot: token 1", "robot: token 1", "robot: token 2", "robot: token 2", "token 3");
        assertThat(remind(NoticeKind.TOKEN_EXPIRES)).isEmpty();
        assertThat(List.of(taken(), taken(), taken()))
                .as("one mail for each member, and one of the own token")
                .containsExactlyInAnyOrder(
                        List.of("robot: token 1", "robot: token 2"),
                        List.of("robot: token 1", "robot: token 2"),
                        List.of("token 3"));
    }

    @Test
    void remindsNobodyOnceIfAServiceAccountHasNoReaders() {
        addUser(4, "robot");
        execute("update users set email = null, owner_group_id = 1 where id = 4");
        token(1, TODAY.plusDays(1), ", user_id = 4");

        assertThat(remind(NoticeKind.TOKEN_EXPIRES)).containsExactly("token 1");
        assertThat(remind(NoticeKind.TOKEN_EXPIRES)).isEmpty();
        assertThat(repository.lockDue(NOW))
                .singleElement()
                .satisfies(notice -> assertThat(notice.recipient().email()).isNull());
    }

    @Test
    void tellsEachMemberOfAnAddressOnceADay() {
        var address = "2001:db8:1111:2222:3333:4444:255.255.255.255";
        addUser(Long.MAX_VALUE, "robot");
        for (var reader : new long[] {1, 2, 1}) {
            add(ofUse(reader, Long.MAX_VALUE, Long.MAX_VALUE, address));
        }
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void remindsOfNothingThatHasChangedMeanwhile() {
        token(1, TODAY.plusDays(3), "");
        remind(NoticeKind.TOKEN_EXPIRES);
        var notice = repository.lockDue(NOW).get(0);

        assertThat(repository.isStillToExpire(notice, TODAY)).isTrue();
        // on that day the reminder of the expired token is due instead
        assertThat(repository.isStillToExpire(notice, TODAY.plusDays(3))).isFalse();

        for (var change : List.of(
                "expires_on = date '2027-01-09'",
                "until_first_use = true, holds_name = false",
                "ends_at = created_at, end_reason = 'OWNER', holds_name = false")) {
            execute("update access_token set " + change);
            assertThat(repository.isStillToExpire(notice, TODAY)).as(change).isFalse();
            execute("update access_token set end_reason = 'EXPIRED', holds_name = true,"
                    + " expires_on = date '2027-01-03'");
        }
        execute("delete from access_token");
        assertThat(repository.isStillToExpire(notice, TODAY)).isFalse();
    }

    @Test
    void listsOneStateTheNewestFirstAndCountsAll() {
        generated(101, NOW.minusSeconds(2));
        generated(102, NOW.minusSeconds(1));
        generated(103, NOW);
        execute("update notice set state = 'SKIPPED', done_at = created_at where token_id <> 103");

        var found = repository.search(NoticeState.SKIPPED, 0, 1);
        assertThat(found.items()).extracting(Notice::tokenName).containsExactly("token 102");
        assertThat(found.total()).isEqualTo(2);
        assertThat(repository.count())
                .containsEntry(NoticeState.SKIPPED, 2L)
                .containsEntry(NoticeState.PENDING, 1L)
                .containsEntry(NoticeState.FAILED, 0L);

        assertThat(repository.retryAll(NOW)).isEqualTo(2);
        assertThat(repository.count()).containsEntry(NoticeState.PENDING, 3L);
    }

    @Test
    void forgetsWhatIsOld() {
        generated(101, NOW.minusSeconds(2));
        generated(102, NOW.minusSeconds(1));
        generated(103, NOW);

        assertThat(repository.deleteCreatedBefore(NOW, 1)).isEqualTo(1);
        assertThat(repository.deleteCreatedBefore(NOW, 10)).isEqualTo(1);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void keepsNothingOfWhoIsErased() {
        generated(101, NOW);

        repository.deleteOf(2);
        assertThat(count()).isEqualTo(1);

        repository.deleteOf(1);
        assertThat(count()).isZero();
    }

    /** The members of its group are told of the addresses from which its tokens are used. */
    @Test
    void keepsNothingOfAServiceAccountThatIsErased() {
        addUser(4, "robot");
        add(ofUse(1, 4, 101, "192.0.2.1"));
        generated(102, NOW);

        repository.deleteOf(4);

        assertThat(count()).isEqualTo(1);
        assertThat(taken()).containsExactly("token 102");
    }

    private List<String> remind(NoticeKind kind) {
        var reminder = Reminder.of(TODAY, 7).stream()
                .filter(one -> one.kind() == kind)
                .findFirst()
                .orElseThrow();
        var untold = repository.untold(reminder, 100, NOW).stream()
                .flatMap(List::stream)
                .toList();
        untold.forEach(repository::add);
        entityManager.flush();
        return untold.stream().map(Notice::tokenName).toList();
    }

    private void token(long id, @Nullable LocalDate expiresOn, String change) {
        entityManager
                .createNativeQuery("insert into access_token (id, version, user_id, name, type, hash, created_at)"
                        + " values (?, 1, 1, ?, 'USER_TOKEN', ?, ?)")
                .setParameter(1, id)
                .setParameter(2, "token " + id)
                .setParameter(3, ByteBuffer.allocate(32).putLong(id).array())
                .setParameter(4, NOW.atOffset(ZoneOffset.UTC))
                .executeUpdate();
        execute("update access_token set expires_on = " + (expiresOn == null ? "null" : "date '" + expiresOn + "'")
                + change + " where id = " + id);
    }

    private void execute(String sql) {
        entityManager.createNativeQuery(sql).executeUpdate();
    }

    private void generated(long tokenId, Instant at) {
        add(notice(1, NoticeKind.TOKEN_GENERATED, tokenId, null, at));
    }

    private void add(Notice notice) {
        repository.add(notice);
        entityManager.flush();
    }

    private Notice notice(long recipient, NoticeKind kind, long tokenId, @Nullable String detail, Instant at) {
        return new Notice(
                        kind, repository.user(recipient), null, new TokenFacts(tokenId, "token " + tokenId), detail, at)
                .by(repository.user(2), null);
    }

    /** About a token of a service account. */
    private Notice ofUse(long recipient, long account, long tokenId, String address) {
        return new Notice(
                NoticeKind.TOKEN_NEW_ADDRESS,
                repository.user(recipient),
                repository.user(account),
                new TokenFacts(tokenId, "token " + tokenId),
                address,
                NOW);
    }

    private List<String> taken() {
        var taken = repository.lockDue(NOW);
        taken.forEach(notice -> notice.dispatch().take(NOW));
        entityManager.flush();
        return taken.stream().map(Notice::tokenName).toList();
    }

    private long count() {
        return ((Number) entityManager
                        .createNativeQuery("select count(*) from notice")
                        .getSingleResult())
                .longValue();
    }

    private void addUser(long id, String login) {
        entityManager
                .createNativeQuery("insert into users (id, version, login, name, email, search_text, active,"
                        + " must_change_password, created_at) values (?, 1, ?, ?, ?, 'x', true, false, ?)")
                .setParameter(1, id)
                .setParameter(2, login)
                .setParameter(3, login)
                .setParameter(4, login + "@example.org")
                .setParameter(5, NOW.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }
}

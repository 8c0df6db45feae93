package dev.latchkey.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.Origin;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Open pages, on both databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OpenPagesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:34:56Z");
    private static final long ANN = 1;
    private static final long BOB = 2;

    private final OpenPages pages = new OpenPages();
    private final TestDatabase database;

    private EntityManager entityManager;

    OpenPagesTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        pages.connections = TestDatabase.connections(entityManager);
        pages.origin = new CurrentOrigin();
        at(0);
        for (var id : new long[] {ANN, BOB}) {
            execute(
                    "insert into users (id, version, login, name, search_text, active, must_change_password, created_at)"
                            + " values (" + id + ", 1, 'user" + id
                            + "', 'Name', 'text', true, false, current_timestamp)");
            execute("insert into user_session (id, user_id, hash, created_at, last_seen_at, address, user_agent)"
                    + " values (" + id + ", " + id + ", " + hash((int) id)
                    + ", current_timestamp, current_timestamp, '', '')");
        }
        in(ANN);
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void aPageIsFoundAsItWasKeptLast() {
        pages.add(key(1), new byte[] {1});
        pages.save(key(1), new byte[] {2, 3});

        assertThat(pages.find(key(1))).hasValue(new byte[] {2, 3});
        assertThat(pages.find(key(2))).isEmpty();
    }

    @Test
    void theFirstOfTooManyPagesIsForgotten() {
        in(BOB);
        pages.add(key(200), new byte[1]);
        in(ANN);
        for (int i = 0; i < OpenPages.MOST; i++) {
            at(i);
            pages.add(key(i), new byte[1]);
        }
        at(OpenPages.MOST);
        pages.save(key(0), new byte[1]);
        at(OpenPages.MOST + 1);

        pages.add(key(100), new byte[1]);

        assertThat(pages.find(key(0))).isPresent();
        assertThat(pages.find(key(1))).isEmpty();
        assertThat(pages.find(key(2))).isPresent();
        in(BOB);
        assertThat(pages.find(key(200))).isPresent();
    }

    @Test
    void onlySomeNewPagesMakeASessionForgetOthers() {
        for (int i = 0; i < OpenPages.MOST; i++) {
            at(i);
            pages.add(key(i), new byte[1]);
        }
        for (int i = 1; i < OpenPages.NEW_PAGES_PER_CLEARING; i++) {
            at(OpenPages.MOST + i);
            pages.add(key(i, 1), new byte[1]);
        }
        assertThat(pages.find(key(0))).isPresent();

        at(OpenPages.MOST + OpenPages.NEW_PAGES_PER_CLEARING);
        pages.add(key(OpenPages.NEW_PAGES_PER_CLEARING, 1), new byte[1]);

        assertThat(pages.find(key(OpenPages.NEW_PAGES_PER_CLEARING - 1))).isEmpty();
        assertThat(pages.find(key(OpenPages.NEW_PAGES_PER_CLEARING))).isPresent();
    }

    @Test
    void aPageThatWasForgottenMeanwhileIsKeptAgain() {
        for (int i = 0; i <= OpenPages.MOST; i++) {
            at(i);
            pages.add(key(i), new byte[1]);
        }
        assertThat(pages.find(key(0))).isEmpty();

        at(OpenPages.MOST + 1);
        pages.save(key(0), new byte[] {2, 3});

        assertThat(pages.find(key(0))).hasValue(new byte[] {2, 3});
        assertThat(pages.find(key(1))).isEmpty();
    }

    @Test
    void aPageBelongsToItsSession() {
        pages.add(key(1), new byte[1]);
        assertThat(pages.find(key(1))).isPresent();

        in(BOB);

        assertThat(pages.find(key(1))).isEmpty();
    }

    @Test
    void aPageEndsWithItsSession() {
        pages.add(key(1), new byte[1]);
        assertThat(pages.find(key(1))).isPresent();

        execute("delete from user_session where id = " + ANN);
        pages.save(key(1), new byte[1]);

        assertThat(pages.find(key(1))).isEmpty();
    }

    private void in(long session) {
        pages.origin.set(Origin.SERVER.bySession(session, session));
    }

    private void at(int seconds) {
        pages.clock = Clock.fixed(NOW.plusSeconds(seconds), ZoneOffset.UTC);
    }

    private static byte[] key(int number) {
        return key(0, number);
    }

    private static byte[] key(int first, int number) {
        var key = new byte[32];
        key[0] = (byte) first;
        key[31] = (byte) number;
        return key;
    }

    private String hash(int number) {
        var hex = String.format("%064x", number);
        return database == TestDatabase.H2 ? "x'" + hex + "'" : "'\\x" + hex + "'";
    }

    private void execute(String sql) {
        entityManager.createNativeQuery(sql).executeUpdate();
    }
}

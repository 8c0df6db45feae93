package dev.latchkey.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often, when and by which server a notice is sent. */
class DispatchTest {

    private static final Instant NOW = Instant.parse("2026-12-31T23:59:59Z");

    private final Dispatch notice = new Dispatch(NOW);

    @Test
    void waitsLongerAfterEveryFailureAndAtMostFourHours() {
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(Dispatch::waitAfter))
                .extracting(Duration::toSeconds)
                .containsExactly(5L, 20L, 80L, 320L, 1280L, 5120L, 14_400L, 14_400L);
    }

    @Test
    void isGivenUpAfterTheLastAttempt() {
        for (int attempt = 1; attempt < Dispatch.MOST_ATTEMPTS; attempt++) {
            notice.take(NOW);
            notice.fail("421 busy", NOW);
            assertThat(notice.state()).isEqualTo(NoticeState.PENDING);
        }
        notice.take(NOW);
        notice.fail("550 nobody here", NOW);

        assertThat(notice.state()).isEqualTo(NoticeState.FAILED);
        assertThat(notice.lastError(Locale.ENGLISH)).isEqualTo("550 nobody here");
    }

    @Test
    void isGivenUpAtOnceWhenItCanNeverBeDelivered() {
        notice.take(NOW);
        notice.giveUp("notice.undeliverable.local", NOW);

        assertThat(notice.state()).isEqualTo(NoticeState.FAILED);
        assertThat(notice.attempts()).isEqualTo(1);
        assertThat(notice.lastError(Locale.ENGLISH)).contains("before the @");
        assertThat(notice.lastError(Locale.GERMAN)).contains("Vor dem @");
    }

    @Test
    void anEarlierLeaseIsVoidOnceTheNoticeIsTakenAgain() {
        notice.take(NOW);
        assertThat(notice.isTakenAt(1)).isTrue();

        notice.take(NOW.plus(Dispatch.LEASE));
        assertThat(notice.isTakenAt(1)).isFalse();
        assertThat(notice.isTakenAt(2)).isTrue();

        notice.sent(NOW);
        assertThat(notice.isTakenAt(2)).isFalse();
    }

    @Test
    void startsAnewWhenSomebodyWantsItTriedAgain() {
        notice.take(NOW);
        assertThat(notice.retry(NOW)).isFalse();

        notice.skip(NOW);
        assertThat(notice.retry(NOW)).isTrue();
        assertThat(notice.state()).isEqualTo(NoticeState.PENDING);
        assertThat(notice.attempts()).isZero();
    }

    @Test
    void keepsOfAnErrorWhatTheDatabaseTakes() {
        notice.take(NOW);
        notice.fail("x".repeat(501), NOW);

        assertThat(notice.lastError(Locale.ENGLISH)).hasSize(500);
    }
}

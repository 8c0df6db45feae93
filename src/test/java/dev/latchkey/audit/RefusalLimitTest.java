package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.audit.RefusalLimit.Verdict;
import dev.latchkey.platform.Limit;
import dev.latchkey.platform.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A caller cannot flood the audit log with refused calls. */
class RefusalLimitTest {

    private static final Instant NOW = Instant.parse("2028-02-29T12:34:56Z");

    private final RefusalLimit limit = new RefusalLimit();

    RefusalLimitTest() {
        limit.settings = new Settings() {
            @Override
            public int limit(Limit limit) {
                return 3;
            }
        };
        at(NOW);
    }

    private void at(Instant now) {
        limit.clock = Clock.fixed(now, ZoneOffset.UTC);
    }

    @Test
    void theLastOneOfAnHourSaysThatFurtherOnesAreNotKept() {
        assertThat(limit.count(1)).isEqualTo(Verdict.KEEP);
        at(NOW.plusSeconds(1));
        assertThat(limit.count(1)).isEqualTo(Verdict.KEEP);
        assertThat(limit.count(1)).isEqualTo(Verdict.KEEP_AS_LAST);
        assertThat(limit.until(1)).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(limit.count(1)).isEqualTo(Verdict.DROP);
        assertThat(limit.count(2)).as("another caller").isEqualTo(Verdict.KEEP);

        at(NOW.plus(Duration.ofMinutes(59)));
        assertThat(limit.count(1)).isEqualTo(Verdict.DROP);
        at(NOW.plus(Duration.ofHours(1)));
        assertThat(limit.count(1)).isEqualTo(Verdict.KEEP);
    }
}

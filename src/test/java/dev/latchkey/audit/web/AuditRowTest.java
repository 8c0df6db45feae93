package dev.latchkey.audit.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.audit.web.AuditRow.Detail;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

/** The page formats a moment among the details like the moment of the entry. */
class AuditRowTest {

    @Test
    void momentsAreToldFromWords() {
        assertThat(Detail.of("formerEnds", "2026-11-28T12:00:01.123456Z").at())
                .isEqualTo(LocalDateTime.of(2026, 11, 28, 12, 0, 1, 123_456_000));
        assertThat(Detail.of("formerEnds", "first use").at()).isNull();
        assertThat(Detail.of("name", "2026-11-28T12:00:01.123456Z").at()).isNull();
    }
}

package dev.latchkey.audit.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The query parameters of the page are untrusted. */
class AuditListViewTest {

    @ParameterizedTest
    @CsvSource({
        "until, 2026-12-31, until=2027-01-01&",
        "until, 9999-12-30, until=9999-12-31&",
        "until, 9999-12-31, ''",
        "until, +999999999-12-31, ''",
        "until, yesterday, ''",
        "from, 2026-12-31, from=2026-12-31&",
        "from, +999999999-12-31, ''",
        "q, a\0b, q=ab&",
        "q, '\0', ''",
    })
    void theExportTakesNoMoreThanTheApiDoes(String name, String value, String parameter) {
        var view = new AuditListView();
        view.getList().getValues().put(name, value);
        assertThat(view.export("CSV")).isEqualTo("/api/audit_log/export?" + parameter + "format=CSV");
    }
}

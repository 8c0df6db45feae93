package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void escapesNoMoreThanTheStandardWants() {
        // the example of RFC 8785, section 3.2.2
        assertThat(CanonicalJson.quoted("\u20ac$\u000F\nA'B\"\\\\\"/"))
                .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
        assertThat(CanonicalJson.quoted("\b\t\f\r\u0000\u001f\u007f"))
                .isEqualTo("\"\\b\\t\\f\\r\\u0000\\u001f\u007f\"");
    }

    @Test
    void sortsMembersByCodeUnits() {
        // the names of RFC 8785, section 3.2.3
        var names = Map.of(
                "\u20ac", "1", "\r", "2", "\ufb33", "3", "1", "4", "\ud83d\ude00", "5", "\u0080", "6", "\u00f6", "7");
        assertThat(CanonicalJson.of(names))
                .isEqualTo("{\"\\r\":\"2\",\"1\":\"4\",\"\u0080\":\"6\",\"\u00f6\":\"7\",\"\u20ac\":\"1\","
                        + "\"\ud83d\ude00\":\"5\",\"\ufb33\":\"3\"}");
    }

    @Test
    void leavesOutWhatIsAbsent() {
        var json = new CanonicalJson()
                .put("b", true)
                .put("a", (String) null)
                .put("c", 12L)
                .put("d", (Long) null);
        assertThat(json).hasToString("{\"b\":true,\"c\":12}");
    }
}

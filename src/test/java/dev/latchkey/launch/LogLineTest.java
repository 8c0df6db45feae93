package dev.latchkey.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.shared.RequestId;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogLineTest {

    private static final String FORMAT = "latchkey.log.format";

    @BeforeEach
    void asJson() {
        System.setProperty(FORMAT, "json");
    }

    @AfterEach
    void asText() {
        System.clearProperty(FORMAT);
        RequestId.end();
    }

    @Test
    void isOneLineWhateverItSays() {
        var odd = "\"quoted\" \\ \n\r\t\u0000 \u2028 ümlaut \ud83d\ude00 half \ud83d";
        var said = new LogRecord(Level.SEVERE, "{0} failed");
        said.setLoggerName("dev.latchkey");
        said.setParameters(new Object[] {odd});
        said.setThrown(new IllegalStateException(odd));
        RequestId.begin("abc");

        var line = new LogLine().format(said);

        assertThat(line.lines()).hasSize(1);
        var parsed = parsed(line);
        assertThat(parsed.getString("message")).isEqualTo(odd + " failed");
        assertThat(parsed.getString("exception")).contains(odd).contains("isOneLineWhateverItSays");
        assertThat(parsed.getString("request")).isEqualTo("abc");
        assertThat(parsed.getString("level")).isEqualTo("SEVERE");
    }

    @Test
    void namesARequestOnlyWithinOne() {
        assertThat(parsed(LogLine.of(Level.INFO, "Latchkey is ready"))).doesNotContainKey("request");
    }

    @Test
    void isTextByDefault() {
        asText();

        assertThat(LogLine.of(Level.INFO, "Latchkey is ready")).isEqualTo("Latchkey is ready");
        assertThat(new LogLine().format(new LogRecord(Level.INFO, "Done"))).contains("INFO: Done");
    }

    private static JsonObject parsed(String line) {
        try (var reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }
}

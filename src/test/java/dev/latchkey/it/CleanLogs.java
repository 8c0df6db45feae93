package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.LatchkeyServer.LogPart;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Checks after each test class that no server has logged a token value or password used so far, and that the shared server
 * has logged no error: no caller and no reader causes one.
 */
public final class CleanLogs implements AfterAllCallback {

    private static final Pattern ERROR = Pattern.compile("^\\S+ \\S+ (SEVERE|ERROR) .*", Pattern.MULTILINE);

    @Override
    public void afterAll(ExtensionContext context) {
        LatchkeyServer.newInLogs().forEach(log -> check(log, "at the end of " + context.getDisplayName()));
    }

    private static void check(LogPart log, String when) {
        assertThat(Secrets.seen())
                .as("secrets in a server's log, " + when)
                .filteredOn(log.text()::contains)
                .isEmpty();
        if (log.shared()) {
            assertThat(ERROR.matcher(log.text()).results())
                    .as("errors in the log of the shared server, " + when)
                    .extracting(error -> error.group())
                    .isEmpty();
        }
    }
}

package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After each class of tests: no server has written a token value or a password into its log that was used until then. */
public final class SecretsStayOutOfLogs implements AfterAllCallback {

    @Override
    public void afterAll(ExtensionContext context) {
        LatchkeyServer.newInLogs().forEach(log -> assertThat(Secrets.seen())
                .as("secrets in a server's log, at the end of " + context.getDisplayName())
                .filteredOn(log::contains)
                .isEmpty());
    }
}

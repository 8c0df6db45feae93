package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Checks after each test class that no server has logged a token value or password used so far. */
public final class SecretsStayOutOfLogs implements AfterAllCallback {

    @Override
    public void afterAll(ExtensionContext context) {
        LatchkeyServer.newInLogs().forEach(log -> assertThat(Secrets.seen())
                .as("secrets in a server's log, at the end of " + context.getDisplayName())
                .filteredOn(log::contains)
                .isEmpty());
    }
}

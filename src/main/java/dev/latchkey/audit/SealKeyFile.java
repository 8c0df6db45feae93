package dev.latchkey.audit;

import dev.latchkey.platform.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the key once. Without a configured file, creates one in the data folder at the first start. */
@ApplicationScoped
class SealKeyFile {

    private static final String NAME = "audit-key.pem";

    @Inject
    Settings settings;

    private SealKey key;

    @SuppressWarnings("NullAway.Init") // set by read
    SealKeyFile() {}

    @PostConstruct
    void read() {
        try {
            var given = settings.auditKeyFile();
            key = given.isPresent()
                    ? SealKey.read(given.get())
                    : SealKey.readOrMake(settings.dataDirectory().resolve(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the key of the audit log: " + e.getMessage(), e);
        }
    }

    SealKey key() {
        return key;
    }
}

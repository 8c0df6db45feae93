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

    @Inject
    Settings settings;

    private SealKey key;

    @SuppressWarnings("NullAway.Init") // set by read
    SealKeyFile() {}

    @PostConstruct
    void read() {
        try {
            key = settings.auditKeyFile().isPresent()
                    ? SealKey.read(settings.auditKey())
                    : SealKey.readOrMake(settings.auditKey());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the key of the audit log: " + e.getMessage(), e);
        }
    }

    SealKey key() {
        return key;
    }
}

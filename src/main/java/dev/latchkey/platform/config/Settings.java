package dev.latchkey.platform.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Every setting the application reads; each is also an environment variable ({@code latchkey.data.dir} is {@code LATCHKEY_DATA_DIR}). */
@ApplicationScoped
public class Settings {

    @Inject
    @ConfigProperty(name = "latchkey.data.dir", defaultValue = "./data")
    String dataDirectory;

    @Inject
    @ConfigProperty(name = "latchkey.admin.password")
    Optional<String> adminPassword;

    @Inject
    @ConfigProperty(name = "latchkey.session.idle", defaultValue = "PT30M")
    Duration sessionIdle;

    @Inject
    @ConfigProperty(name = "latchkey.session.absolute", defaultValue = "PT12H")
    Duration sessionAbsolute;

    @Inject
    @ConfigProperty(name = "latchkey.version")
    String version;

    /** Where the server keeps files of its own. */
    public Path dataDirectory() {
        return Path.of(dataDirectory);
    }

    /** The password of the first administrator; without it a random one is made. */
    public Optional<String> adminPassword() {
        return adminPassword;
    }

    /** After how long without a request a session is over; exact to a minute. 5 minutes to 24 hours. */
    public Duration sessionIdle() {
        return sessionIdle;
    }

    /** After how long a session is over in any case. 5 minutes to 30 days. */
    public Duration sessionAbsolute() {
        return sessionAbsolute;
    }

    /** The product's version, from the build. */
    public String version() {
        return version;
    }
}

package dev.latchkey.platform;

import dev.latchkey.shared.AddressRange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Every setting that the application reads. Each is also an environment variable: {@code latchkey.data.dir} is
 * {@code LATCHKEY_DATA_DIR}.
 */
@ApplicationScoped
public class Settings {

    // Defaults that the launcher needs, too. It starts without this class: the compiler copies constants.
    public static final String USUAL_DATA_DIRECTORY = "./data";
    public static final String USUAL_SESSION_IDLE = "PT30M";
    public static final String USUAL_SESSION_ABSOLUTE = "PT12H";
    public static final String USUAL_LINK_LIFETIME = "P3D";

    @Inject
    Config config;

    /** The folder for files of the server. */
    public Path dataDirectory() {
        return Path.of(optional("latchkey.data.dir", String.class).orElse(USUAL_DATA_DIRECTORY));
    }

    /** The password of the first administrator; a random one is generated without it. */
    public Optional<String> adminPassword() {
        return optional("latchkey.admin.password", String.class);
    }

    /** The administrator whose password this start resets. */
    public Optional<String> resetAdmin() {
        return optional("latchkey.reset.admin", String.class);
    }

    /** Idle timeout of a session, accurate to a minute. 5 minutes to 24 hours. */
    public Duration sessionIdle() {
        return optional("latchkey.session.idle", Duration.class).orElse(Duration.parse(USUAL_SESSION_IDLE));
    }

    /** Absolute timeout of a session. 5 minutes to 30 days. */
    public Duration sessionAbsolute() {
        return optional("latchkey.session.absolute", Duration.class).orElse(Duration.parse(USUAL_SESSION_ABSOLUTE));
    }

    /** After this time a one-time link lapses. 1 hour to 30 days. */
    public Duration linkLifetime() {
        return optional("latchkey.link.lifetime", Duration.class).orElse(Duration.parse(USUAL_LINK_LIFETIME));
    }

    /** The public URL of the pages, with a trailing slash; mail contains no link without it. */
    public Optional<String> baseUrl() {
        return optional("latchkey.base.url", String.class).map(url -> url.endsWith("/") ? url : url + "/");
    }

    /** The public URL without a trailing slash, as the issuer of tokens (RFC 8414, section 2). */
    public Optional<String> issuer() {
        return baseUrl().map(url -> url.substring(0, url.length() - 1));
    }

    /** The path of the public URL without a trailing slash, empty for the root. Absent without a URL. */
    public Optional<String> basePath() {
        return baseUrl().map(url -> URI.create(url).getRawPath().replaceFirst("/$", ""));
    }

    /** The contact for vulnerability reports, as a URI (RFC 9116, 2.5.3). */
    public Optional<String> securityContact() {
        return optional("latchkey.security.contact", String.class);
    }

    /** Whether the pages are served over TLS, so that browsers must use nothing else. */
    public boolean isHttps() {
        return baseUrl().filter(url -> url.startsWith("https:")).isPresent();
    }

    /** The reverse proxies whose forwarding headers are trusted; none by default. */
    public List<AddressRange> trustedProxies() {
        return optional("latchkey.trusted.proxies", String.class)
                .map(AddressRange::parseAll)
                .orElse(List.of());
    }

    /** The configured PEM file with the key that seals the audit log; without it, a key is generated in the data folder. */
    public Optional<Path> auditKeyFile() {
        return optional("latchkey.audit.key.file", String.class).map(Path::of);
    }

    /** The PEM file with the key that seals the audit log, configured or generated. */
    public Path auditKey() {
        return auditKeyFile().orElseGet(() -> dataDirectory().resolve("audit-key.pem"));
    }

    /** The file that audit seals are appended to. */
    public Optional<Path> auditSealsFile() {
        return optional("latchkey.audit.seals.file", String.class).map(Path::of);
    }

    /** The syslog server that receives audit seals: {@code udp://host:port} or {@code tcp://host:port}. */
    public Optional<URI> auditSyslog() {
        return optional("latchkey.audit.syslog", String.class).map(URI::create);
    }

    /** Days until an entry of the audit log is deleted, 30–36500; empty for never. */
    public Optional<Integer> auditDays() {
        return optional("latchkey.audit.days", Integer.class);
    }

    /** The configured value, or the default. */
    public int limit(Limit limit) {
        return optional(limit.property(), Integer.class).orElse(limit.usual());
    }

    /** Whether administrators may read figures of the server. */
    public boolean isMetricsOn() {
        return optional("latchkey.metrics", Boolean.class).orElse(false);
    }

    /** The product's version, from the build. */
    public String version() {
        return config.getValue("latchkey.version", String.class);
    }

    private <T> Optional<T> optional(String name, Class<T> type) {
        return config.getOptionalValue(name, type);
    }
}

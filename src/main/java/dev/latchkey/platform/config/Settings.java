package dev.latchkey.platform.config;

import dev.latchkey.shared.AddressRange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Every setting the application reads; each is also an environment variable ({@code latchkey.data.dir} is {@code LATCHKEY_DATA_DIR}). */
@ApplicationScoped
public class Settings {

    @Inject
    Config config;

    /** Where the server keeps files of its own. */
    public Path dataDirectory() {
        return Path.of(optional("latchkey.data.dir", String.class).orElse("./data"));
    }

    /** The password of the first administrator; without it a random one is made. */
    public Optional<String> adminPassword() {
        return optional("latchkey.admin.password", String.class);
    }

    /** The login of an administrator who is to get a new password at this start. */
    public Optional<String> resetAdmin() {
        return optional("latchkey.reset.admin", String.class);
    }

    /** After how long without a request a session is over; exact to a minute. 5 minutes to 24 hours. */
    public Duration sessionIdle() {
        return optional("latchkey.session.idle", Duration.class).orElse(Duration.ofMinutes(30));
    }

    /** After how long a session is over in any case. 5 minutes to 30 days. */
    public Duration sessionAbsolute() {
        return optional("latchkey.session.absolute", Duration.class).orElse(Duration.ofHours(12));
    }

    /** The address under which people open the pages, with a slash at its end; without it mail carries no link. */
    public Optional<String> baseUrl() {
        return optional("latchkey.base.url", String.class).map(url -> url.endsWith("/") ? url : url + "/");
    }

    /** The path of that address, without a slash at its end: empty for the root. Absent without an address. */
    public Optional<String> basePath() {
        return baseUrl().map(url -> URI.create(url).getRawPath().replaceFirst("/$", ""));
    }

    /** Whom to tell of a vulnerability, as a URI (RFC 9116, 2.5.3). */
    public Optional<String> securityContact() {
        return optional("latchkey.security.contact", String.class);
    }

    /** Whether people open the pages over TLS, and nothing goes to a browser that may go over anything else. */
    public boolean isHttps() {
        return baseUrl().filter(url -> url.startsWith("https:")).isPresent();
    }

    /** Where the reverse proxies are that may say for whom they call; none unless set. */
    public List<AddressRange> trustedProxies() {
        return optional("latchkey.trusted.proxies", String.class)
                .map(AddressRange::parseAll)
                .orElse(List.of());
    }

    /** The PEM file with the key that seals the audit log; without it one is made in the data folder. */
    public Optional<Path> auditKeyFile() {
        return optional("latchkey.audit.key.file", String.class).map(Path::of);
    }

    /** The file that seals of the audit log are appended to. */
    public Optional<Path> auditSealsFile() {
        return optional("latchkey.audit.seals.file", String.class).map(Path::of);
    }

    /** The syslog that seals of the audit log are sent to: {@code udp://host:port} or {@code tcp://host:port}. */
    public Optional<URI> auditSyslog() {
        return optional("latchkey.audit.syslog", String.class).map(URI::create);
    }

    /** After how many days an entry of the audit log is forgotten, 30–36500; empty for never. */
    public Optional<Integer> auditDays() {
        return optional("latchkey.audit.days", Integer.class);
    }

    /** As the operator decided, or as usual. */
    public int limit(Limit limit) {
        return optional(limit.property(), Integer.class).orElse(limit.usual());
    }

    /** The product's version, from the build. */
    public String version() {
        return config.getValue("latchkey.version", String.class);
    }

    private <T> Optional<T> optional(String name, Class<T> type) {
        return config.getOptionalValue(name, type);
    }
}

package dev.latchkey.authentication;

import dev.latchkey.platform.config.Settings;
import dev.latchkey.shared.AddressRange;
import dev.latchkey.shared.PlainPath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reverse proxies that are believed when they say who called them, and how: in {@code X-Forwarded-For},
 * {@code X-Forwarded-Proto} and {@code X-Forwarded-Prefix}. Anybody else could write there whatever suits them (ASVS 5,
 * 4.1.3). Without a prefix of theirs the path of the base URL is what people find the product below.
 */
@ApplicationScoped
public class TrustedProxies {

    private static final Logger LOG = Logger.getLogger(TrustedProxies.class.getName());

    private final List<AddressRange> ranges;
    private final Optional<String> basePath;
    private final AtomicReference<@Nullable String> untrusted = new AtomicReference<>();
    private final boolean https;

    @Inject
    TrustedProxies(Settings settings) {
        this.ranges = settings.trustedProxies();
        this.basePath = settings.basePath();
        this.https = settings.isHttps();
    }

    /** For the container's proxy. */
    TrustedProxies() {
        this.ranges = List.of();
        this.basePath = Optional.empty();
        this.https = false;
    }

    /**
     * The request as it was sent to the first of the trusted proxies; from anybody else as it is, but for the path. Where people open
     * the pages over TLS it was sent so, whoever says what: cookies and everything else that must not go in clear ask the request alone.
     */
    HttpServletRequest asSentToTheFirst(HttpServletRequest request) {
        if (isTrusted(request.getRemoteAddr())) {
            var contextPath = prefix(request).map(prefix -> prefix + request.getContextPath());
            return new ForwardedRequest(
                    request,
                    caller(request),
                    scheme(request),
                    contextPath.or(() -> basePath).orElse(request.getContextPath()));
        }
        if (request.getHeader("X-Forwarded-For") != null) {
            noteUntrusted(request.getRemoteAddr());
        }
        return basePath.<HttpServletRequest>map(path -> new ForwardedRequest(
                        request, request.getRemoteAddr(), https ? "https" : request.getScheme(), path))
                .orElse(request);
    }

    /** What the proxies have taken away from the beginning of the path, the first of them first. */
    private static Optional<String> prefix(HttpServletRequest request) {
        var prefix = values(request, "X-Forwarded-Prefix")
                .map(part -> part.replaceFirst("/$", ""))
                .collect(Collectors.joining());
        return Optional.of(prefix).filter(PlainPath::isPlain);
    }

    private String scheme(HttpServletRequest request) {
        return https || values(request, "X-Forwarded-Proto").anyMatch("https"::equalsIgnoreCase)
                ? "https"
                : request.getScheme();
    }

    /**
     * Who said last for whom it calls, and is not trusted to: everybody who comes through it counts as one caller. Empty as
     * long as nobody did.
     */
    public Optional<String> untrusted() {
        return Optional.ofNullable(untrusted.get());
    }

    private void noteUntrusted(String address) {
        if (untrusted.getAndSet(address) == null) {
            LOG.warning(
                    () -> "A request with X-Forwarded-For came from " + address
                            + ", which LATCHKEY_TRUSTED_PROXIES does not"
                            + " name: all who come through it count as one caller. Told once; Administration, System has the latest.");
        }
    }

    /**
     * Each proxy writes behind what is there already; so the last that is no proxy of ours is who called. A proxy that
     * says something else than an address is taken for the caller.
     */
    private String caller(HttpServletRequest request) {
        var caller = request.getRemoteAddr();
        var stations = values(request, "X-Forwarded-For").toList();
        for (int i = stations.size() - 1; i >= 0 && isTrusted(caller); i--) {
            var station = withoutPort(stations.get(i));
            if (!AddressRange.isAddress(station)) {
                break;
            }
            caller = station;
        }
        return caller;
    }

    /** Some proxies write the port as well, and then IPv6 in brackets. */
    private static String withoutPort(String station) {
        return station.replaceFirst("^\\[([^]]*)](:\\d+)?$", "$1").replaceFirst("^(\\d+(\\.\\d+){3}):\\d+$", "$1");
    }

    private boolean isTrusted(String address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static Stream<String> values(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header)).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip);
    }
}

package dev.latchkey.authentication;

import dev.latchkey.platform.Settings;
import dev.latchkey.shared.AddressRange;
import dev.latchkey.shared.PlainPath;
import dev.latchkey.shared.RequestId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reverse proxies whose {@code X-Forwarded-For}, {@code X-Forwarded-Proto}, {@code X-Forwarded-Prefix} and {@code X-Request-Id}
 * are trusted; clients could forge these headers (ASVS 5, 4.1.3). Without a prefix header, the path of the base URL is the
 * public path of the product.
 */
@ApplicationScoped
public class TrustedProxies {

    private static final Logger LOG = Logger.getLogger(TrustedProxies.class.getName());

    private final List<AddressRange> ranges;
    private final Optional<String> basePath;
    private final AtomicReference<@Nullable String> untrusted = new AtomicReference<>();
    private final AtomicBoolean warnedAboutHttp = new AtomicBoolean();
    private final boolean https;

    @Inject
    TrustedProxies(Settings settings) {
        this.ranges = settings.trustedProxies();
        this.basePath = settings.basePath();
        this.https = settings.isHttps();
    }

    /** For the container. */
    TrustedProxies() {
        this.ranges = List.of();
        this.basePath = Optional.empty();
        this.https = false;
    }

    /**
     * The request as the first trusted proxy received it. Requests from other clients keep all but the path. With a TLS
     * base URL, the request is always secure: cookies and other sensitive parts depend on it.
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
        if (https && ranges.isEmpty() && !request.isSecure()) {
            warnAboutHttp();
        }
        return basePath.<HttpServletRequest>map(path -> new ForwardedRequest(
                        request, request.getRemoteAddr(), https ? "https" : request.getScheme(), path))
                .orElse(request);
    }

    /** The id that a trusted proxy gave the request, or a new one. */
    String requestId(HttpServletRequest request) {
        var given = request.getHeader(RequestId.HEADER);
        return given != null && RequestId.isValid(given) && isTrusted(request.getRemoteAddr())
                ? given
                : RequestId.next();
    }

    /** The path prefix that the proxies removed, starting with the first proxy. */
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

    /** The most recent untrusted sender of forwarding headers; empty if none. All clients behind it count as one. */
    public Optional<String> untrusted() {
        return Optional.ofNullable(untrusted.get());
    }

    /** At the first request over HTTP, not at the start: the server may terminate TLS itself. */
    private void warnAboutHttp() {
        if (warnedAboutHttp.compareAndSet(false, true)) {
            LOG.warning(
                    "LATCHKEY_BASE_URL is https, but LATCHKEY_TRUSTED_PROXIES names no proxy: all callers count as one,"
                            + " with the address of the proxy that terminates TLS.");
        }
    }

    private void noteUntrusted(String address) {
        if (untrusted.getAndSet(address) == null) {
            LOG.warning(() -> "A request with X-Forwarded-For came from " + address
                    + ", which LATCHKEY_TRUSTED_PROXIES does not"
                    + " name: all its callers count as one. Logged once; see Administration, System for the latest.");
        }
    }

    /**
     * Each proxy appends, so the client is the last entry that is not a trusted proxy. A proxy that sends anything but
     * an address counts as the client.
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

    /** Some proxies include the port, with IPv6 in brackets. */
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

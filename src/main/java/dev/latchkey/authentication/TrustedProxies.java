package dev.latchkey.authentication;

import dev.latchkey.platform.config.Settings;
import dev.latchkey.shared.AddressRange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The reverse proxies that are believed when they say who called them, and how: in {@code X-Forwarded-For} and
 * {@code X-Forwarded-Proto}. Anybody else could write there whatever suits them (ASVS 5, 4.1.3).
 */
@ApplicationScoped
class TrustedProxies {

    private final List<AddressRange> ranges;

    @Inject
    TrustedProxies(Settings settings) {
        this.ranges = settings.trustedProxies();
    }

    /** For the container's proxy. */
    TrustedProxies() {
        this.ranges = List.of();
    }

    /** The request as it was sent to the first of the trusted proxies; as it is when it did not come from one. */
    HttpServletRequest asSentToTheFirst(HttpServletRequest request) {
        return isTrusted(request.getRemoteAddr()) ? new ForwardedRequest(request, caller(request)) : request;
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

    private static final class ForwardedRequest extends HttpServletRequestWrapper {

        private final String caller;
        private final String scheme;

        ForwardedRequest(HttpServletRequest request, String caller) {
            super(request);
            this.caller = caller;
            this.scheme = values(request, "X-Forwarded-Proto").anyMatch("https"::equalsIgnoreCase)
                    ? "https"
                    : request.getScheme();
        }

        @Override
        public String getRemoteAddr() {
            return caller;
        }

        @Override
        public String getRemoteHost() {
            return caller;
        }

        @Override
        public String getScheme() {
            return scheme;
        }

        @Override
        public boolean isSecure() {
            return scheme.equals("https");
        }
    }
}

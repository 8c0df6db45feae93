package dev.latchkey.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a browser was when it sent a request, as it says itself; a page cannot change what it says (Fetch Metadata; RFC 6454). */
final class Site {

    private Site() {}

    /**
     * Whether a page of another site sent it. Browsers without {@code Sec-Fetch-Site}, and all of them where there is no TLS, say
     * {@code Origin} or {@code Referer}. Who says none of them is no browser.
     *
     * @param baseUrl the address under which people open the pages, if it is known
     */
    static boolean isAnother(HttpServletRequest request, Optional<String> baseUrl) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !List.of("same-origin", "none").contains(site);
        }
        var origin = request.getHeader("Origin");
        var page = origin == null ? request.getHeader("Referer") : origin;
        return page != null
                && Stream.of(baseUrl.orElse(""), "http://" + request.getHeader("Host"))
                        .map(Site::authority)
                        .noneMatch(own -> !own.isEmpty() && own.equals(authority(page)));
    }

    /** Host and port, without the port that goes without saying; empty when it is no address. */
    private static String authority(@Nullable String address) {
        try {
            var authority = URI.create(String.valueOf(address)).getRawAuthority();
            return authority == null ? "" : authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}

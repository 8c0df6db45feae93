package dev.latchkey.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The site from which a browser sent a request, by headers that pages cannot forge (Fetch Metadata; RFC 6454). */
final class Site {

    private Site() {}

    /**
     * Whether a page of another site sent the request. Browsers without {@code Sec-Fetch-Site}, and all browsers
     * without TLS, send {@code Origin} or {@code Referer}. Clients that send none of them are not browsers.
     *
     * @param baseUrl the public URL of the pages, if known
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

    /** Host and port, without the default port; empty if the text is not a URL. */
    private static String authority(@Nullable String address) {
        try {
            var authority = URI.create(String.valueOf(address)).getRawAuthority();
            return authority == null ? "" : authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}

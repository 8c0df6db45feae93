package dev.latchkey.authentication;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cookie for the server alone (ASVS 5, 3.3). Over TLS its name tells the browser to take it from nobody but this host over TLS (RFC
 * 6265bis, 4.1.3): a neighbour's subdomain cannot put one of its own in its place.
 */
final class SafeCookie {

    private SafeCookie() {}

    static Optional<String> read(HttpServletRequest request, String name) {
        Cookie @Nullable [] cookies = request.getCookies();
        return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
                .filter(cookie -> cookie.getName().equals(name(request, name)))
                .findFirst()
                .map(Cookie::getValue);
    }

    /** Lasts as long as the browser. */
    static Cookie of(HttpServletRequest request, String name, String value) {
        var cookie = new Cookie(name(request, name), value);
        cookie.setPath(path(request));
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }

    private static String name(HttpServletRequest request, String name) {
        if (!request.isSecure()) {
            return name;
        }
        return (path(request).equals("/") ? "__Host-" : "__Secure-") + name;
    }

    private static String path(HttpServletRequest request) {
        return request.getContextPath() + "/";
    }
}

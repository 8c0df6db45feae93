package dev.latchkey.authentication;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cookie for this server only (ASVS 5, 3.3). Over TLS, its name prefix makes browsers accept it only from this host
 * over TLS (RFC 6265bis, 4.1.3), so that a sibling domain cannot replace it.
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

    /** A session cookie. */
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

package dev.latchkey.authentication;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the browser keeps the id of its session (ASVS 5, 3.3). A cookie of its own, because the container's names what one
 * server remembers of a page, and this one is good on every server and after a restart.
 */
final class SessionCookie {

    static final String NAME = "LATCHKEY_SESSION";

    private SessionCookie() {}

    static Optional<SessionId> read(HttpServletRequest request) {
        return read(NAME, request).flatMap(SessionId::parse);
    }

    static Optional<String> read(String name, HttpServletRequest request) {
        Cookie @Nullable [] cookies = request.getCookies();
        return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst()
                .map(Cookie::getValue);
    }

    /** Lasts as long as the browser; the database decides whether it is good. */
    static void write(HttpServletRequest request, HttpServletResponse response, SessionId id) {
        response.addCookie(cookie(NAME, request, id.reveal()));
    }

    static void remove(HttpServletRequest request, HttpServletResponse response) {
        var cookie = cookie(NAME, request, "");
        cookie.setMaxAge(0);
        response.addCookie(cookie);
    }

    /** A cookie for the server alone. */
    static Cookie cookie(String name, HttpServletRequest request, String value) {
        var cookie = new Cookie(name, value);
        cookie.setPath(request.getContextPath() + "/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }
}

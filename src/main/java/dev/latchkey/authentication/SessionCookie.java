package dev.latchkey.authentication;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * Where the browser keeps the id of its session. A cookie of its own, because the container's names what one server remembers of a
 * page, and this one is good on every server and after a restart.
 */
final class SessionCookie {

    static final String NAME = "LATCHKEY_SESSION";

    private SessionCookie() {}

    static Optional<SessionId> read(HttpServletRequest request) {
        return SafeCookie.read(request, NAME).flatMap(SessionId::parse);
    }

    /** The database decides whether it is good. */
    static void write(HttpServletRequest request, HttpServletResponse response, SessionId id) {
        response.addCookie(SafeCookie.of(request, NAME, id.reveal()));
    }

    static void remove(HttpServletRequest request, HttpServletResponse response) {
        var cookie = SafeCookie.of(request, NAME, "");
        cookie.setMaxAge(0);
        response.addCookie(cookie);
    }
}

package dev.latchkey.authentication;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * The cookie with the session id. Not the container's cookie, whose sessions are in the memory of one server: these are
 * valid on all servers and after a restart.
 */
final class SessionCookie {

    static final String NAME = "LATCHKEY_SESSION";

    private SessionCookie() {}

    static Optional<SessionId> read(HttpServletRequest request) {
        return SafeCookie.read(request, NAME).flatMap(SessionId::parse);
    }

    /** The database decides whether the session is valid. */
    static void write(HttpServletRequest request, HttpServletResponse response, SessionId id) {
        response.addCookie(SafeCookie.of(request, NAME, id.reveal()));
    }

    static void remove(HttpServletRequest request, HttpServletResponse response) {
        var cookie = SafeCookie.of(request, NAME, "");
        cookie.setMaxAge(0);
        response.addCookie(cookie);
    }
}

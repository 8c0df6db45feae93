package dev.latchkey.authentication;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Marks a browser in which a user has signed in (OWASP, device cookies). It grants nothing else, and outlives the
 * session.
 */
final class BrowserCookie {

    static final String NAME = "LATCHKEY_BROWSER";

    private BrowserCookie() {}

    static Optional<KnownPlace> read(HttpServletRequest request) {
        return SafeCookie.read(request, NAME).map(KnownPlace::browser);
    }

    /** The known browser, or a new one marked by this response. */
    static KnownPlace readOrWrite(HttpServletRequest request, HttpServletResponse response) {
        // as unguessable as a session id
        var value = SafeCookie.read(request, NAME)
                .orElseGet(() -> SessionId.random().reveal());
        var cookie = SafeCookie.of(request, NAME, value);
        cookie.setMaxAge((int) Duration.ofDays(KnownPlaces.DAYS).toSeconds());
        response.addCookie(cookie);
        return KnownPlace.browser(value);
    }
}

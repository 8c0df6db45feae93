package dev.latchkey.authentication;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * By which a browser is known again that somebody has signed in with (OWASP, device cookies). It proves nothing but that, and
 * stays when the session ends.
 */
final class BrowserCookie {

    static final String NAME = "LATCHKEY_BROWSER";

    private BrowserCookie() {}

    static Optional<KnownPlace> read(HttpServletRequest request) {
        return SafeCookie.read(request, NAME).map(KnownPlace::browser);
    }

    /** The browser as it is known already, or else as it is from this answer on. */
    static KnownPlace readOrWrite(HttpServletRequest request, HttpServletResponse response) {
        // as hard to guess as a session
        var value = SafeCookie.read(request, NAME)
                .orElseGet(() -> SessionId.random().reveal());
        var cookie = SafeCookie.of(request, NAME, value);
        cookie.setMaxAge((int) Duration.ofDays(KnownPlaces.DAYS).toSeconds());
        response.addCookie(cookie);
        return KnownPlace.browser(value);
    }
}

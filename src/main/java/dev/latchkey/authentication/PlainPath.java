package dev.latchkey.authentication;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * The one spelling of an address. The container, its constraints and Jersey each read others in their own way, so that a
 * constraint on {@code /api/system/health} would say nothing of {@code /api/system/health/}: with another spelling there is
 * nothing at an address.
 */
final class PlainPath {

    /** Names between single slashes, of letters that need no percent-encoding (RFC 3986, 2.3), none of them dots alone. */
    private static final Pattern PLAIN = Pattern.compile("/|(/(?!\\.{1,2}(/|$))[\\w.~-]+)+");

    private PlainPath() {}

    /** Whether the address of the request is spelled so. */
    static boolean isSpelledIn(HttpServletRequest request) {
        return PLAIN.matcher(request.getRequestURI()
                        .substring(request.getContextPath().length()))
                .matches();
    }
}

package dev.latchkey.authentication;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Proves that a form that keeps no state comes from a page of ours in the same browser: its hidden field repeats what stands in a
 * cookie, which no other site can read or set (double submit, ASVS 5, 3.5.1). Pages with state need none, since nobody else
 * knows their state's id.
 */
public final class FormToken {

    /** The field of the form, and the attribute of the request from which the page takes it. */
    public static final String FIELD = "formToken";

    private static final String COOKIE = "LATCHKEY_FORM";
    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private FormToken() {}

    /** Lets the page write it; the browser keeps the one that it has, so that two open pages are good. */
    public static void issue(HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(FIELD, kept(request).orElseGet(() -> {
            var bytes = new byte[BYTES];
            RANDOM.nextBytes(bytes);
            var token = HexFormat.of().formatHex(bytes);
            response.addCookie(SafeCookie.of(request, COOKIE, token));
            return token;
        }));
    }

    /** Whether the form that was sent repeats it. */
    public static boolean isRepeated(HttpServletRequest request) {
        var sent = request.getParameter(FIELD);
        return sent != null
                && kept(request)
                        .filter(kept -> MessageDigest.isEqual(
                                kept.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8)))
                        .isPresent();
    }

    private static Optional<String> kept(HttpServletRequest request) {
        return SafeCookie.read(request, COOKIE).filter(value -> value.matches("[0-9a-f]{32}"));
    }
}

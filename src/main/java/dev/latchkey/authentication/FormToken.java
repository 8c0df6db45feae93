package dev.latchkey.authentication;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Protects stateless forms against CSRF: a hidden field repeats a cookie that no other site can read or set (double
 * submit, ASVS 5, 3.5.1). Stateful pages are protected by their secret view state.
 */
public final class FormToken {

    /** The name of the form field and of the request attribute with its value. */
    public static final String FIELD = "formToken";

    private static final String COOKIE = "LATCHKEY_FORM";
    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private FormToken() {}

    /** Issues the token for the page. A browser keeps its existing token, so that several open pages work. */
    public static void issue(HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(FIELD, kept(request).orElseGet(() -> {
            var bytes = new byte[BYTES];
            RANDOM.nextBytes(bytes);
            var token = HexFormat.of().formatHex(bytes);
            response.addCookie(SafeCookie.of(request, COOKIE, token));
            return token;
        }));
    }

    /** Whether the submitted form repeats the cookie. */
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

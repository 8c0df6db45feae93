package dev.latchkey.shared;

import java.util.Map;

/** The security headers of every response (ASVS 5, 3.4). */
public final class SecurityHeaders {

    /** Sent when the pages are served over TLS: HTTPS only, for a year, including subdomains (RFC 6797). */
    public static final String STRICT_TRANSPORT = "Strict-Transport-Security";

    public static final String STRICT_TRANSPORT_VALUE = "max-age=31536000; includeSubDomains";

    /** For responses that are not pages. */
    public static final String CONTENT_POLICY = "Content-Security-Policy";

    public static final String CONTENT_POLICY_VALUE = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    /** The headers that are the same for every response. */
    public static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private SecurityHeaders() {}
}

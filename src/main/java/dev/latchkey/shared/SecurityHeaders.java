package dev.latchkey.shared;

import java.util.Map;

/** What every answer tells browsers, whoever gives it (ASVS 5, 3.4). */
public final class SecurityHeaders {

    /** Where people open the pages over TLS: for a year nothing else, for subdomains too (RFC 6797). */
    public static final String STRICT_TRANSPORT = "Strict-Transport-Security";

    public static final String STRICT_TRANSPORT_VALUE = "max-age=31536000; includeSubDomains";

    /** Of an answer that is no page. */
    public static final String CONTENT_POLICY = "Content-Security-Policy";

    public static final String CONTENT_POLICY_VALUE = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    /** Those that say the same whatever the answer is. */
    public static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private SecurityHeaders() {}
}

package dev.latchkey.launch;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The mail server through which notices go out. It need not answer when Latchkey starts: mail waits for it. Host, user,
 * password and sender are read by the server's mail session itself; here they are checked, and what follows from them
 * is worked out.
 */
record SmtpServer(int port, Tls tls, boolean authenticates) {

    static final String HOST = "LATCHKEY_SMTP_HOST";
    static final String PORT = "LATCHKEY_SMTP_PORT";
    static final String USER = "LATCHKEY_SMTP_USER";
    static final String PASSWORD = "LATCHKEY_SMTP_PASSWORD";
    static final String FROM = "LATCHKEY_SMTP_FROM";
    static final String TLS = "LATCHKEY_SMTP_TLS";
    static final String BASE_URL = "LATCHKEY_BASE_URL";

    private static final String ADDRESS = "[^\\s@<>,]+@[^\\s@<>,]+";
    private static final List<String> WITHOUT_MEANING_ALONE = List.of(PORT, USER, PASSWORD, FROM, TLS);

    /** How the connection is kept secret, and the port that is usual for it. */
    enum Tls {
        /** The server must offer STARTTLS (RFC 3207), otherwise nothing is sent. */
        STARTTLS(587),
        /** TLS from the first byte (RFC 8314). */
        IMPLICIT(465),
        NONE(25);

        private final int usualPort;

        Tls(int usualPort) {
            this.usualPort = usualPort;
        }
    }

    /** The system properties that the mail session reads beside the settings themselves; none without a host. */
    static Map<String, String> properties(SettingSource settings) throws BadConfiguration {
        checkBaseUrl(settings.get(BASE_URL).orElse(null));
        if (settings.get(HOST).isEmpty()) {
            for (var variable : WITHOUT_MEANING_ALONE) {
                if (settings.get(variable).isPresent()) {
                    throw new BadConfiguration(
                            variable,
                            shown(variable, settings),
                            "has no meaning without " + HOST
                                    + "; set that too, or leave all of them out to send no mail");
                }
            }
            return Map.of();
        }
        return from(settings).properties();
    }

    private static SmtpServer from(SettingSource settings) throws BadConfiguration {
        for (var variable : List.of(HOST, USER, PASSWORD, FROM)) {
            if (settings.get(variable).filter(value -> value.contains("${")).isPresent()) {
                throw new BadConfiguration(
                        variable,
                        shown(variable, settings),
                        "holds ${, which the server would take for a variable; choose another one");
            }
        }
        var from = settings.get(FROM).orElse("");
        if (from.isEmpty()) {
            throw new BadConfiguration(
                    FROM, "", "is missing; name the address that mail comes from, such as latchkey@example.org");
        }
        if (!from.matches(ADDRESS)) {
            throw new BadConfiguration(FROM, from, "is no mail address; write it as latchkey@example.org");
        }
        var user = settings.get(USER);
        var password = settings.get(PASSWORD);
        if (user.isPresent() != password.isPresent()) {
            throw new BadConfiguration(
                    user.isPresent() ? PASSWORD : USER,
                    "",
                    "is missing; " + USER + " and " + PASSWORD + " go together, or leave both out");
        }
        var tls = tls(settings.get(TLS).orElse("starttls"));
        return new SmtpServer(port(settings.get(PORT).orElse(null), tls), tls, user.isPresent());
    }

    private static String shown(String variable, SettingSource settings) {
        return variable.equals(PASSWORD) ? "***" : settings.get(variable).orElse("");
    }

    private static Tls tls(String value) throws BadConfiguration {
        for (var tls : Tls.values()) {
            if (tls.name().toLowerCase(Locale.ROOT).equals(value)) {
                return tls;
            }
        }
        throw new BadConfiguration(TLS, value, "is unknown; choose starttls, implicit or none");
    }

    private static int port(@Nullable String value, Tls tls) throws BadConfiguration {
        if (value == null) {
            return tls.usualPort;
        }
        if (value.matches("[0-9]{1,5}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 65535) {
            return Integer.parseInt(value);
        }
        throw new BadConfiguration(PORT, value, "is no port; choose a number from 1 to 65535");
    }

    private static void checkBaseUrl(@Nullable String value) throws BadConfiguration {
        if (value == null) {
            return;
        }
        try {
            var url = URI.create(value);
            if (List.of("http", "https").contains(String.valueOf(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // the same answer as for another kind of address
        }
        throw new BadConfiguration(
                BASE_URL, value, "is no address of a page; write https://latchkey.example.org/ as a browser shows it");
    }

    private Map<String, String> properties() {
        var properties = new HashMap<String, String>();
        properties.put("latchkey.smtp.port", Integer.toString(port));
        properties.put("latchkey.smtp.auth", Boolean.toString(authenticates));
        properties.put("latchkey.smtp.starttls", Boolean.toString(tls == Tls.STARTTLS));
        properties.put("latchkey.smtp.ssl", Boolean.toString(tls == Tls.IMPLICIT));
        return properties;
    }
}

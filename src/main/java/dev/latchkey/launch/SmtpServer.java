package dev.latchkey.launch;

import dev.latchkey.platform.configuration.BadConfiguration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the settings of the mail server for notices and derives the rest. The server may be down when Latchkey starts,
 * as mail is queued. The mail session reads host, user, password and sender itself.
 */
record SmtpServer(int port, Tls tls, boolean authenticates) {

    static final String HOST = "LATCHKEY_SMTP_HOST";
    static final String PORT = "LATCHKEY_SMTP_PORT";
    static final String USER = "LATCHKEY_SMTP_USER";
    static final String PASSWORD = "LATCHKEY_SMTP_PASSWORD";
    static final String FROM = "LATCHKEY_SMTP_FROM";
    static final String TLS = "LATCHKEY_SMTP_TLS";

    private static final String ADDRESS = "[^\\s@<>,]+@[^\\s@<>,]+";
    private static final List<String> WITHOUT_MEANING_ALONE = List.of(PORT, USER, PASSWORD, FROM, TLS);

    /** Encryption of the connection, with its default port. */
    enum Tls {
        /** STARTTLS is required (RFC 3207); without it, nothing is sent. */
        STARTTLS(587),
        /** TLS from the first byte (RFC 8314). */
        IMPLICIT(465),
        NONE(25);

        private final int usualPort;

        Tls(int usualPort) {
            this.usualPort = usualPort;
        }
    }

    /** The system properties that the mail session reads in addition to the settings; none without a host. */
    static Map<String, String> properties(SettingSource settings) throws BadConfiguration {
        if (settings.get(HOST).isEmpty()) {
            for (var variable : WITHOUT_MEANING_ALONE) {
                if (value(variable, settings).isPresent()) {
                    throw new BadConfiguration(
                            variable,
                            shown(variable, settings),
                            "has no effect without " + HOST
                                    + "; set that too, or leave all of them out to send no mail");
                }
            }
            return Map.of();
        }
        return from(settings).properties();
    }

    private static SmtpServer from(SettingSource settings) throws BadConfiguration {
        for (var variable : List.of(HOST, USER, PASSWORD, FROM)) {
            if (value(variable, settings).filter(text -> text.contains("${")).isPresent()) {
                throw new BadConfiguration(
                        variable,
                        shown(variable, settings),
                        "contains ${, which the server would read as a variable; choose another one");
            }
        }
        var from = settings.get(FROM).orElse("");
        if (from.isEmpty()) {
            throw new BadConfiguration(FROM, "", "is missing; set the sender of mail, such as latchkey@example.org");
        }
        if (!from.matches(ADDRESS)) {
            throw new BadConfiguration(FROM, from, "is not an email address; write it as latchkey@example.org");
        }
        var user = settings.get(USER);
        var password = settings.secret(PASSWORD);
        if (user.isPresent() != password.isPresent()) {
            throw new BadConfiguration(
                    user.isPresent() ? PASSWORD : USER,
                    "",
                    "is missing; " + USER + " and " + PASSWORD + " go together, or leave both out");
        }
        var tls = tls(settings.get(TLS).orElse("starttls"));
        if (tls == Tls.NONE
                && user.isPresent()
                && !Hosts.isThisMachine(settings.get(HOST).orElse(""))) {
            throw new BadConfiguration(
                    TLS,
                    "none",
                    "would send the password unencrypted to another machine; choose starttls or implicit, or leave out "
                            + USER + " and " + PASSWORD);
        }
        return new SmtpServer(settings.port(PORT, tls.usualPort), tls, user.isPresent());
    }

    private static Optional<String> value(String variable, SettingSource settings) throws BadConfiguration {
        return variable.equals(PASSWORD) ? settings.secret(variable) : settings.get(variable);
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

    private Map<String, String> properties() {
        var properties = new HashMap<String, String>();
        properties.put("latchkey.smtp.port", Integer.toString(port));
        properties.put("latchkey.smtp.auth", Boolean.toString(authenticates));
        properties.put("latchkey.smtp.starttls", Boolean.toString(tls == Tls.STARTTLS));
        properties.put("latchkey.smtp.ssl", Boolean.toString(tls == Tls.IMPLICIT));
        return properties;
    }
}

package dev.latchkey.launch;

import dev.latchkey.platform.configuration.BadConfiguration;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL database used instead of the embedded one, after a successful connection. */
record PostgresqlServer(String url, String user) {

    static final String URL = "LATCHKEY_DB_URL";
    static final String USER = "LATCHKEY_DB_USER";
    static final String PASSWORD = "LATCHKEY_DB_PASSWORD";

    private static final String PREFIX = "jdbc:postgresql:";
    private static final String TIMEOUT_SECONDS = "5";
    private static final String HOW_TO = "jdbc:postgresql://HOST:5432/DATABASE";

    /** A strong reference: the level of an unreferenced logger is lost. */
    private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

    /** Empty if PostgreSQL is not configured. */
    static Optional<PostgresqlServer> from(SettingSource settings) throws BadConfiguration {
        var url = settings.get(URL);
        var user = settings.get(USER);
        if (url.isEmpty()) {
            if (user.isPresent()) {
                throw withoutUrl(USER, user.get());
            }
            if (settings.secret(PASSWORD).isPresent()) {
                throw withoutUrl(PASSWORD, "***");
            }
            return Optional.empty();
        }
        var server = new PostgresqlServer(
                overTls(url.get()),
                user.orElseThrow(() -> new BadConfiguration(USER, "", "is missing; name the user of " + URL)));
        if (!server.url.startsWith(PREFIX)) {
            throw new BadConfiguration(
                    URL,
                    server.urlToShow(),
                    "is not supported; use " + HOW_TO + ", or leave it out for the embedded database");
        }
        var password = settings.secret(PASSWORD).orElse("");
        if (password.contains("${")) {
            throw new BadConfiguration(
                    PASSWORD,
                    "***",
                    "contains ${, which the server would read as a variable; give the user another one");
        }
        server.checkConnection(password);
        return Optional.of(server);
    }

    /** The URL that keeps the failing row out of the log, because it may contain a password hash. */
    String quietUrl() {
        return with(url, "logServerErrorDetail=false");
    }

    /**
     * Requires TLS with a verified certificate for a remote database, unless the URL says otherwise: by default, the
     * driver falls back to plain text.
     */
    static String overTls(String url) {
        var hosts = url.matches(PREFIX + "//.*") ? url.replaceFirst(PREFIX + "//([^/?]*).*", "$1") : "";
        var isHere = Arrays.stream(hosts.split(","))
                .map(host -> host.replaceFirst("^.*@", "").replaceFirst(":\\d*$", ""))
                .allMatch(Hosts::isThisMachine);
        if (isHere || !url.startsWith(PREFIX) || url.matches(".*[?&](ssl|sslmode)=.*")) {
            return url;
        }
        var authority = url.matches(".*[?&](sslrootcert|sslfactory)=.*")
                ? ""
                : "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory";
        return with(url, "sslmode=verify-full" + authority);
    }

    private static String with(String url, String parameters) {
        return url + (url.indexOf('?') < 0 ? '?' : '&') + parameters;
    }

    private static BadConfiguration withoutUrl(String variable, String value) {
        return new BadConfiguration(
                variable,
                value,
                "has no effect without " + URL + "; set that to " + HOW_TO
                        + ", or leave both out for the embedded database");
    }

    private void checkConnection(String password) throws BadConfiguration {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("loginTimeout", TIMEOUT_SECONDS);
        properties.setProperty("connectTimeout", TIMEOUT_SECONDS);
        properties.setProperty("socketTimeout", TIMEOUT_SECONDS);
        // The exception reports the error; the driver's log would repeat it.
        DRIVER_LOG.setLevel(Level.OFF);
        try {
            DriverManager.getConnection(url, properties).close();
        } catch (SQLException e) {
            throw refused(e);
        } finally {
            DRIVER_LOG.setLevel(null);
        }
    }

    private BadConfiguration refused(SQLException e) {
        var cause = e.getCause() == null ? "" : " " + e.getCause();
        var reason = " (" + e.getMessage() + cause + "); ";
        return switch (sqlStateClass(e.getSQLState())) {
            case "28" ->
                new BadConfiguration(USER, user, "is refused by the database" + reason + "correct it or " + PASSWORD);
            case "3D" ->
                new BadConfiguration(
                        URL,
                        urlToShow(),
                        "names a database that does not exist" + reason + "create it, or correct the name");
            default ->
                new BadConfiguration(
                        URL,
                        urlToShow(),
                        "is not reachable" + reason + "start the database, or correct the address"
                                + (url.contains("sslmode=verify-full")
                                        ? "; the connection requires TLS and a certificate that Java trusts unless the URL says otherwise,"
                                                + " for example ?sslmode=require or ?sslmode=disable"
                                        : ""));
        };
    }

    private static String sqlStateClass(@Nullable String sqlState) {
        return sqlState == null || sqlState.length() < 2 ? "" : sqlState.substring(0, 2);
    }

    private String urlToShow() {
        return url.replaceAll("(?i)(password[^=&]*=)[^&]*", "$1***").replaceAll("//[^/@]*@", "//***@");
    }
}

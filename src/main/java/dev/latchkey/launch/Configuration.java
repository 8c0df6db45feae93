package dev.latchkey.launch;

import dev.latchkey.platform.configuration.ApplicationSettings;
import dev.latchkey.platform.configuration.BadConfiguration;
import dev.latchkey.platform.configuration.ReverseProxy;
import dev.latchkey.platform.configuration.SettingLookup;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The settings that the server needs to start, checked: the port is free, the folder and the database are accessible.
 */
record Configuration(HttpListener listener, Map<String, String> systemProperties, List<String> warnings) {

    /** Secrets that may come from a file: the server gets the value and never sees the file. */
    private static final List<String> SECRETS =
            List.of("LATCHKEY_ADMIN_PASSWORD", PostgresqlServer.PASSWORD, SmtpServer.PASSWORD);

    static Configuration from(SettingSource settings) throws BadConfiguration {
        var listener = HttpListener.from(settings);
        var directory = DataDirectory.from(settings);
        var postgresql = PostgresqlServer.from(settings);
        ApplicationSettings.check(settings);
        checkScheme(settings, listener);
        AdminPassword.check(settings);

        var properties = new HashMap<String, String>();
        properties.put("latchkey.http.address", listener.address().getHostAddress());
        properties.put(
                "latchkey.https",
                Boolean.toString(
                        ReverseProxy.isHttps(settings) || listener.certificate().isPresent()));
        properties.put("latchkey.data.dir", directory.path().toString());
        if (postgresql.isPresent()) {
            properties.put("latchkey.db.driver", "org.postgresql.Driver");
            properties.put("latchkey.db.url", postgresql.get().quietUrl());
        } else {
            properties.put("latchkey.db.driver", "org.h2.Driver");
            properties.put("latchkey.db.url", directory.databaseUrl());
            properties.put("latchkey.db.initsql", "set query_timeout 60000");
        }
        properties.putAll(SmtpServer.properties(settings));
        for (var secret : SECRETS) {
            if (settings.get(secret).isEmpty()) {
                settings.secret(secret).ifPresent(value -> properties.put(SettingLookup.property(secret), value));
            }
        }
        var warnings = Stream.concat(
                        directory.warning().stream(),
                        listener.certificate().flatMap(ServerCertificate::warning).stream())
                .toList();
        return new Configuration(listener, Map.copyOf(properties), warnings);
    }

    /** Links in mail would lead to a listener that does not speak HTTP. */
    private static void checkScheme(SettingSource settings, HttpListener listener) throws BadConfiguration {
        var url = settings.get(ReverseProxy.BASE_URL);
        if (listener.certificate().isPresent() && url.isPresent() && !ReverseProxy.isHttps(settings)) {
            throw new BadConfiguration(
                    ReverseProxy.BASE_URL,
                    url.get(),
                    "begins with http, but with " + ServerCertificate.KEY_STORE + " Latchkey speaks HTTPS alone; write "
                            + url.get().replaceFirst("^http:", "https:"));
        }
    }
}

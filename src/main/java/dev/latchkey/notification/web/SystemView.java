package dev.latchkey.notification.web;

import dev.latchkey.authentication.TrustedProxies;
import dev.latchkey.notification.NoticeService;
import dev.latchkey.platform.Settings;
import dev.latchkey.platform.persistence.Database;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The state of the server. */
@Named
@RequestScoped
public class SystemView {

    @Inject
    Settings settings;

    @Inject
    Database database;

    @Inject
    NoticeService notices;

    @Inject
    TrustedProxies proxies;

    public String getVersion() {
        return settings.version();
    }

    /** Product and version of the database; blank if it is down. */
    public String getDatabase() {
        return database.product();
    }

    /** Whether the embedded database holds more than it is made for. */
    public boolean isDatabaseOutgrown() {
        return database.isOutgrown();
    }

    /** The address of an untrusted proxy that sends forwarding headers; blank for none. */
    public String getUntrustedProxy() {
        return proxies.untrusted().orElse("");
    }

    public boolean isMailConfigured() {
        return notices.isMailConfigured();
    }
}

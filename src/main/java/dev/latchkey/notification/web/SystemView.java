package dev.latchkey.notification.web;

import dev.latchkey.authentication.TrustedProxies;
import dev.latchkey.notification.NoticeService;
import dev.latchkey.platform.config.Settings;
import dev.latchkey.platform.persistence.Database;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** How the server is. */
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

    /** The database's product and version; blank when it does not answer. */
    public String getDatabase() {
        return database.product();
    }

    /** The address of a proxy that says for whom it calls and is not trusted; blank when there is none. */
    public String getUntrustedProxy() {
        return proxies.untrusted().orElse("");
    }

    public boolean isMailConfigured() {
        return notices.isMailConfigured();
    }
}

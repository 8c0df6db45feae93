package dev.latchkey.notification.web;

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

    public String getVersion() {
        return settings.version();
    }

    /** The database's product and version; blank when it does not answer. */
    public String getDatabase() {
        return database.product();
    }

    public boolean isMailConfigured() {
        return notices.isMailConfigured();
    }
}

package dev.latchkey.platform.web;

import dev.latchkey.platform.config.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Where people open the pages over TLS, the container's own cookie goes over nothing else either (ASVS 5, 3.3.1). It cannot
 * see that by itself when a reverse proxy ends the TLS.
 */
@WebListener
public class SecureCookies implements ServletContextListener {

    @Inject
    Settings settings;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (settings.baseUrl().filter(url -> url.startsWith("https:")).isPresent()) {
            event.getServletContext().getSessionCookieConfig().setSecure(true);
        }
    }
}

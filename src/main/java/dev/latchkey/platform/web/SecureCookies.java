package dev.latchkey.platform.web;

import dev.latchkey.platform.config.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Where people open the pages over TLS, the container's own cookie goes over nothing else either (ASVS 5, 3.3.1), and where
 * they open them below a path it stays there. It cannot see that by itself behind a reverse proxy.
 */
@WebListener
public class SecureCookies implements ServletContextListener {

    @Inject
    Settings settings;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        var context = event.getServletContext();
        var cookie = context.getSessionCookieConfig();
        cookie.setPath(settings.basePath().orElse(context.getContextPath()) + "/");
        if (settings.baseUrl().filter(url -> url.startsWith("https:")).isPresent()) {
            cookie.setSecure(true);
        }
    }
}

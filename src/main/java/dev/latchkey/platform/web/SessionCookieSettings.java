package dev.latchkey.platform.web;

import dev.latchkey.platform.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.logging.Logger;

/**
 * Restricts the container's session cookie to TLS (ASVS 5, 3.3) and to the path of the application, according to the
 * public URL: behind a reverse proxy, the container cannot tell. Lets page state last as long as an idle session.
 */
@WebListener
public class SessionCookieSettings implements ServletContextListener {

    private static final Logger LOG = Logger.getLogger(SessionCookieSettings.class.getName());

    @Inject
    Settings settings;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        var context = event.getServletContext();
        context.setSessionTimeout((int) settings.sessionIdle().toMinutes());
        var cookie = context.getSessionCookieConfig();
        var path = settings.basePath().orElse(context.getContextPath()) + "/";
        cookie.setPath(path);
        if (!settings.isHttps()) {
            return;
        }
        cookie.setSecure(true);
        cookie.setName((path.equals("/") ? "__Host-" : "__Secure-") + "JSESSIONID");
        if (settings.trustedProxies().isEmpty()) {
            LOG.warning(
                    "LATCHKEY_BASE_URL is https, but LATCHKEY_TRUSTED_PROXIES names no proxy: all callers count as one,"
                            + " with the address of the proxy that terminates TLS.");
        }
    }
}

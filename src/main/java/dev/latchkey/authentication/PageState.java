package dev.latchkey.authentication;

import dev.latchkey.platform.config.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Lets page state on the server last as long as the idle timeout of a session. */
@WebListener
public class PageState implements ServletContextListener {

    @Inject
    Settings settings;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().setSessionTimeout((int) settings.sessionIdle().toMinutes());
    }
}

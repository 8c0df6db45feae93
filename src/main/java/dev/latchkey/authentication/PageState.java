package dev.latchkey.authentication;

import dev.latchkey.platform.config.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** What a server remembers of the pages of a reader lasts as long as the reader's session may rest. */
@WebListener
public class PageState implements ServletContextListener {

    @Inject
    Settings settings;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().setSessionTimeout((int) settings.sessionIdle().toMinutes());
    }
}

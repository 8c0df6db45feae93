package dev.latchkey.authentication;

import jakarta.inject.Inject;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Registers the authentication module with the container. Without it, the container denies everything that web.xml
 * protects.
 */
@WebListener
public class AuthenticationRegistration implements ServletContextListener {

    @Inject
    AuthenticationModule module;

    @Override
    public void contextInitialized(ServletContextEvent started) {
        AuthConfigFactory.getFactory().registerServerAuthModule(module, started.getServletContext());
    }

    @Override
    public void contextDestroyed(ServletContextEvent stopped) {
        AuthConfigFactory.getFactory().removeServerAuthModule(stopped.getServletContext());
    }
}

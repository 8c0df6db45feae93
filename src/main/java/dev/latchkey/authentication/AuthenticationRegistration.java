package dev.latchkey.authentication;

import jakarta.inject.Inject;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigFactory.RegistrationContext;
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
        var factory = AuthConfigFactory.getFactory();
        var registration = factory.registerServerAuthModule(module, started.getServletContext());
        if (started.getServletContext().getContextPath().isEmpty()) {
            registerWithSlash(factory, factory.getRegistrationContext(registration));
        }
    }

    /** Open Liberty registers the module of the root without a slash, and looks for it with one. */
    private static void registerWithSlash(AuthConfigFactory factory, RegistrationContext root) {
        var provider = factory.getConfigProvider(root.getMessageLayer(), root.getAppContext(), null);
        factory.registerConfigProvider(
                provider, root.getMessageLayer(), root.getAppContext() + "/", root.getDescription());
    }

    @Override
    public void contextDestroyed(ServletContextEvent stopped) {
        AuthConfigFactory.getFactory().removeServerAuthModule(stopped.getServletContext());
    }
}

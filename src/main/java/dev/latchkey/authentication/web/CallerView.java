package dev.latchkey.authentication.web;

import dev.latchkey.user.Role;
import dev.latchkey.user.UserService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.SecurityContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;

/** Who reads the page, for the frame around it. */
@Named
@RequestScoped
public class CallerView {

    @Inject
    SecurityContext security;

    @Inject
    UserService users;

    private @Nullable String name;

    public boolean isAdministrator() {
        return security.isCallerInRole(Role.ADMINISTRATOR);
    }

    public String getLogin() {
        return security.getCallerPrincipal().getName();
    }

    public String getName() {
        if (name == null) {
            name = users.current().name();
        }
        return name;
    }

    /** Where the caller's work begins. */
    public void home() throws IOException {
        Faces.redirect(Faces.getRequestContextPath() + (isAdministrator() ? "/user/list" : "/account/security"));
    }
}

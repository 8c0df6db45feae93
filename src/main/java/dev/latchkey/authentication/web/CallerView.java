package dev.latchkey.authentication.web;

import dev.latchkey.authentication.PageAuthentication;
import dev.latchkey.authentication.Session;
import dev.latchkey.user.Preferences;
import dev.latchkey.user.Role;
import dev.latchkey.user.User;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.SecurityContext;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.omnifaces.util.Faces;

/**
 * The reader, for the page frame. Uses only what authentication loaded, so that the error page for a missing database
 * can be shown, too.
 */
@Named
@RequestScoped
public class CallerView {

    @Inject
    SecurityContext security;

    public boolean isAdministrator() {
        return security.isCallerInRole(Role.ADMINISTRATOR);
    }

    public String getLogin() {
        return user().map(User::login).orElse("");
    }

    public String getName() {
        return user().map(User::name).orElse("");
    }

    /** The preferred language, or that of the browser. */
    public Locale getLocale() {
        return preferences()
                .flatMap(preferences -> preferences.language().locale())
                .orElseGet(CallerView::browsers);
    }

    /** The CSS {@code color-scheme}. */
    public String getColorScheme() {
        return preferences()
                .map(preferences -> switch (preferences.appearance()) {
                    case SYSTEM -> "light dark";
                    case LIGHT -> "light";
                    case DARK -> "dark";
                })
                .orElse("light dark");
    }

    /** Redirects to the caller's start page. */
    public void home() throws IOException {
        Faces.getExternalContext()
                .redirect(Faces.getRequestContextPath() + (isAdministrator() ? "/user/list" : "/account/security"));
    }

    private static Locale browsers() {
        var faces = FacesContext.getCurrentInstance();
        return faces.getApplication().getViewHandler().calculateLocale(faces);
    }

    private static Optional<Preferences> preferences() {
        return user().map(User::preferences);
    }

    private static Optional<User> user() {
        return PageAuthentication.session(Faces.getRequest()).map(Session::user);
    }
}

package dev.latchkey.authentication.web;

import dev.latchkey.authentication.OwnPassword;
import dev.latchkey.authentication.PageAuthentication;
import dev.latchkey.platform.web.PageErrors;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;

/** Replaces the reader's password. The reader stays signed in in this browser only. */
@Named
@RequestScoped
public class PasswordView {

    @Inject
    OwnPassword own;

    @Inject
    PageAuthentication authentication;

    private String previous = "";
    private String password = "";

    /**
     * @param next the outcome on success
     * @return null after a refusal
     */
    public @Nullable String change(String next) {
        var request = Faces.getRequest();
        var refused = PageErrors.report(
                () -> authentication.renew(request, Faces.getResponse(), own.change(request, previous, password)));
        return refused ? null : next;
    }

    public String getPrevious() {
        return previous;
    }

    public void setPrevious(String previous) {
        this.previous = previous;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}

package dev.latchkey.authentication.web;

import dev.latchkey.authentication.PageAuthentication;
import dev.latchkey.platform.web.Refusal;
import dev.latchkey.user.SignIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;

/** Replaces one's own password; the session goes on, every other one of the user ends. */
@Named
@RequestScoped
public class PasswordView {

    @Inject
    SignIn signIn;

    @Inject
    PageAuthentication authentication;

    private String previous = "";
    private String password = "";

    public @Nullable String change() {
        var refused = Refusal.of(() -> authentication.renew(
                Faces.getRequest(), signIn.changePassword(Faces.getRemoteUser(), previous, password)));
        return refused ? null : "/index?faces-redirect=true";
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

package dev.latchkey.authentication.web;

import dev.latchkey.authentication.SignInAttempts;
import dev.latchkey.shared.Message;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Messages;

/** The sign-in page. */
@Named
@RequestScoped
public class SignInView {

    @Inject
    SecurityContext security;

    @Inject
    SignInAttempts attempts;

    private String login = "";
    private String password = "";
    private String from = "";

    public void signIn() throws IOException {
        var wait = attempts.wait(login, Faces.getRequest().getRemoteAddr());
        if (wait.isPresent()) {
            refuse(Message.of("authentication.attempts", wait.get().toSeconds()));
            return;
        }
        var status = security.authenticate(
                Faces.getRequest(),
                Faces.getResponse(),
                AuthenticationParameters.withParams()
                        .credential(new UsernamePasswordCredential(login, password))
                        .newAuthentication(true));
        if (status == AuthenticationStatus.SUCCESS) {
            Faces.redirect(Faces.getRequestContextPath() + (from.isEmpty() ? "/" : from));
        } else if (!Faces.isResponseCommitted()) {
            refuse(Message.of("signIn.refused"));
        }
    }

    private static void refuse(Message words) {
        Messages.add(
                FacesMessage.SEVERITY_ERROR, null, words.in(Faces.getLocale()).replace("{", "'{'"));
    }

    public String getLogin() {
        return login;
    }

    public void setLogin(String login) {
        this.login = login;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    /** The page that sent the reader here; empty for none. */
    public String getFrom() {
        return from;
    }

    /** Takes a path of this application only: nobody is led away from here by a link to the sign-in page. */
    public void setFrom(@Nullable String wanted) {
        from = wanted != null && wanted.matches("/(?![/\\\\])[!-~&&[^\\\\]]{0,2000}") ? wanted : "";
    }
}

package dev.latchkey.authentication.web;

import dev.latchkey.authentication.PageAuthentication;
import dev.latchkey.platform.LinkMail;
import dev.latchkey.shared.BusinessException;
import dev.latchkey.shared.Message;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Messages;

/** The sign-in page. */
@Named
@RequestScoped
public class SignInView {

    @Inject
    PageAuthentication authentication;

    @Inject
    LinkMail mail;

    private String login = "";
    private String password = "";
    private String from = "";
    private boolean chosen;

    public void signIn() throws IOException {
        var request = Faces.getRequest();
        var response = Faces.getResponse();
        try {
            if (!authentication.signIn(request, response, login, password)) {
                refuse(Message.of("signIn.refused").in(Faces.getLocale()));
                return;
            }
        } catch (BusinessException e) {
            refuse(e.in(Faces.getLocale()));
            return;
        }
        authentication.remember(request, response);
        // not Faces.redirect, which keeps a flash: that of MyFaces is in a session of the container
        Faces.getExternalContext().redirect(Faces.getRequestContextPath() + (from.isEmpty() ? "/" : from));
    }

    private static void refuse(String words) {
        Messages.add(FacesMessage.SEVERITY_ERROR, null, words.replace("{", "'{'"));
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

    /** The page to return to; empty for none. */
    public String getFrom() {
        return from;
    }

    /** Whether those who forgot the password can have a link by mail. */
    public boolean isLinkPossible() {
        return mail.isPossible();
    }

    /** Whether the reader comes from choosing a password. */
    public boolean isChosen() {
        return chosen;
    }

    public void setChosen(boolean chosen) {
        this.chosen = chosen;
    }

    /** Accepts only paths of this application, so that a link to the sign-in page cannot redirect elsewhere. */
    public void setFrom(@Nullable String wanted) {
        from = wanted != null && wanted.matches("/(?![/\\\\])[!-~&&[^\\\\]]{0,2000}") ? wanted : "";
    }
}

package dev.latchkey.link.web;

import dev.latchkey.link.PasswordClaims;
import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.shared.BusinessException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.Objects;
import org.omnifaces.util.Faces;

/**
 * The page on which a user chooses a password with a link. The code of the link and the login go from form to form, and
 * nothing keeps them.
 */
@Named
@RequestScoped
public class LinkPasswordView {

    @Inject
    PasswordClaims claims;

    private String code = "";
    private String login = "";
    private String password = "";
    private boolean choosing;

    /**
     * The forms of a page without state must be the same when the reader sends them. An address says nothing: the page would
     * show a login that nobody has looked up.
     */
    @PostConstruct
    void readForm() {
        choosing = Faces.getRequest().getMethod().equals("POST") && Faces.getRequestParameter("choosing") != null;
        if (choosing) {
            code = Objects.requireNonNullElse(Faces.getRequestParameter("code"), "");
            login = Objects.requireNonNullElse(Faces.getRequestParameter("login"), "");
        }
    }

    /** Shows for whom the link is. */
    public void look() {
        choosing = !PageErrors.report(() -> login = claims.look(code).user().login());
    }

    /** Changes the password. */
    public void choose() throws IOException {
        if (PageErrors.report(() -> claims.claim(code, password))) {
            choosing = isOpen();
            return;
        }
        Faces.getExternalContext().redirect(Faces.getRequestContextPath() + "/authentication/sign-in?chosen=true");
    }

    private boolean isOpen() {
        try {
            claims.look(code);
            return true;
        } catch (BusinessException e) {
            // the page already shows why the claim failed; without an open link it asks for another
            return false;
        }
    }

    public String getCode() {
        return code;
    }

    public void setCode(String code) {
        this.code = code;
    }

    /** Whose password it is. */
    public String getLogin() {
        return login;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    /** Whether the page asks for the password rather than for the link. */
    public boolean isChoosing() {
        return choosing;
    }
}

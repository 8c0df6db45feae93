package dev.latchkey.link.web;

import dev.latchkey.link.ForgottenPasswords;
import dev.latchkey.platform.web.PageErrors;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The page on which anybody asks for a link to choose another password. */
@Named
@RequestScoped
public class LinkForgottenView {

    @Inject
    ForgottenPasswords passwords;

    private String login = "";
    private boolean requested;

    /** Says the same whoever is asked for. */
    public void request() {
        requested = !PageErrors.report(() -> passwords.request(login));
    }

    /** Whether links can go by mail. */
    public boolean isPossible() {
        return passwords.isPossible();
    }

    /** A login or an email address. */
    public String getLogin() {
        return login;
    }

    public void setLogin(String login) {
        this.login = login;
    }

    public boolean isRequested() {
        return requested;
    }
}

package dev.latchkey.authentication.web;

import dev.latchkey.authentication.OwnSessions;
import dev.latchkey.authentication.PageAuthentication;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import org.omnifaces.util.Faces;

/** Ends the session, or all sessions of the reader. */
@Named
@RequestScoped
public class SignOutView {

    @Inject
    PageAuthentication authentication;

    @Inject
    OwnSessions sessions;

    public String signOut() throws ServletException {
        authentication.signOut(Faces.getRequest(), Faces.getResponse());
        return PageAuthentication.SIGN_IN + "?faces-redirect=true";
    }

    public String signOutEverywhere() throws ServletException {
        sessions.endAll();
        authentication.forget(Faces.getRequest(), Faces.getResponse());
        return PageAuthentication.SIGN_IN + "?faces-redirect=true";
    }
}

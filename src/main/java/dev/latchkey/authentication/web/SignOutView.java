package dev.latchkey.authentication.web;

import dev.latchkey.authentication.PageAuthentication;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import org.omnifaces.util.Faces;

/** Ends the session. */
@Named
@RequestScoped
public class SignOutView {

    @Inject
    PageAuthentication authentication;

    public String signOut() throws ServletException {
        authentication.signOut(Faces.getRequest());
        return PageAuthentication.SIGN_IN + "?faces-redirect=true";
    }
}

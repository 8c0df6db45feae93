package dev.latchkey.platform.web;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;

/**
 * Settings for all pages. Pages for anonymous visitors are stateless and create no session; the pages declare this
 * themselves, but by the time they are built, PrimeFaces has created a session for its nonce.
 */
public class Views extends ViewHandlerWrapper {

    public Views(ViewHandler wrapped) {
        super(wrapped);
    }

    @Override
    public UIViewRoot createView(FacesContext context, String viewId) {
        var view = super.createView(context, viewId);
        if (context.getExternalContext().getUserPrincipal() == null) {
            view.setTransient(true);
        }
        return view;
    }

    /** A page has one URL, whichever servlet serves it. */
    @Override
    public String getActionURL(FacesContext context, String viewId) {
        return super.getActionURL(context, viewId).replaceFirst("\\.xhtml(?=$|\\?)", "");
    }
}

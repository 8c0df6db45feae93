package dev.latchkey.platform.web;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;

/**
 * What holds for all pages. Who has not signed in has no page that is remembered, and no session of the container's for one: the
 * pages say so themselves, but only once they are built, and by then PrimeFaces has begun a session for the nonce of its scripts.
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

    /** A page has one address, whichever servlet it is that serves it there. */
    @Override
    public String getActionURL(FacesContext context, String viewId) {
        return super.getActionURL(context, viewId).replaceFirst("\\.xhtml(?=$|\\?)", "");
    }
}

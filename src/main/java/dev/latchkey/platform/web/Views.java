package dev.latchkey.platform.web;

import jakarta.faces.FacesException;
import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.faces.render.ResponseStateManager;
import org.jspecify.annotations.Nullable;

/**
 * Settings for all pages. Pages for anonymous visitors are stateless, so that nothing is kept for them; the pages declare this
 * themselves, but by the time they are built, PrimeFaces has stored its nonce.
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

    /**
     * The answer to a command of a forgotten page is the stateless page that loads it again. Another command may still be
     * waiting: it is sent with that state, so its page is forgotten, too. Faces would fail and log a stack trace.
     */
    @Override
    public @Nullable UIViewRoot restoreView(FacesContext context, String viewId) {
        try {
            return super.restoreView(context, viewId);
        } catch (FacesException e) {
            var state =
                    context.getExternalContext().getRequestParameterMap().get(ResponseStateManager.VIEW_STATE_PARAM);
            if (!"stateless".equals(state)) {
                throw e;
            }
            return null;
        }
    }

    /** A page has one URL, whichever servlet serves it. */
    @Override
    public String getActionURL(FacesContext context, String viewId) {
        return super.getActionURL(context, viewId).replaceFirst("\\.xhtml(?=$|\\?)", "");
    }
}

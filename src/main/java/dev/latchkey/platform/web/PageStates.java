package dev.latchkey.platform.web;

import jakarta.faces.context.FacesContext;
import jakarta.faces.render.ResponseStateManager;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state of pages in the database: see docs/decisions/0031. To Faces it looks like state in the page, so that Faces itself
 * keeps nothing in the memory of a server. The page has the key of its state.
 */
class PageStates extends ResponseStateManager {

    private static final String STATELESS = "stateless";

    @Override
    public void writeState(FacesContext context, @Nullable Object state) throws IOException {
        var writer = context.getResponseWriter();
        writer.startElement("input", null);
        writer.writeAttribute("type", "hidden", null);
        writer.writeAttribute("name", VIEW_STATE_PARAM, null);
        writer.writeAttribute("value", getViewState(context, state), null);
        writer.writeAttribute("autocomplete", "off", null);
        writer.endElement("input");
    }

    @Override
    public String getViewState(FacesContext context, @Nullable Object state) {
        return context.getViewRoot().isTransient()
                ? STATELESS
                : OpenPage.current().save(Objects.requireNonNull(state));
    }

    @Override
    public @Nullable Object getState(FacesContext context, String viewId) {
        return OpenPage.of(context, viewId).state();
    }

    @Override
    public boolean isPostback(FacesContext context) {
        return sent(context) != null;
    }

    @Override
    public boolean isStateless(FacesContext context, String viewId) {
        var sent = sent(context);
        if (sent == null) {
            throw new IllegalStateException("no form was sent");
        }
        return sent.equals(STATELESS);
    }

    private static @Nullable String sent(FacesContext context) {
        return context.getExternalContext().getRequestParameterMap().get(VIEW_STATE_PARAM);
    }
}

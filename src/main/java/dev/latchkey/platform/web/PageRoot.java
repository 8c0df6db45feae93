package dev.latchkey.platform.web;

import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import java.util.Map;

/**
 * Keeps the view map with the rest of the page, where PrimeFaces stores its nonce. The map of Faces would be in the memory of one
 * server, in a session of the container.
 */
public class PageRoot extends UIViewRoot {

    @Override
    public Map<String, Object> getViewMap(boolean create) {
        return OpenPage.of(FacesContext.getCurrentInstance(), getViewId()).values();
    }
}

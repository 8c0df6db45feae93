package dev.latchkey.platform.web;

import jakarta.faces.context.FacesContext;
import jakarta.faces.render.RenderKit;
import jakarta.faces.render.RenderKitFactory;
import jakarta.faces.render.RenderKitWrapper;
import jakarta.faces.render.ResponseStateManager;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Lets every page keep its state by {@link PageStates}. */
public class PageRenderKits extends RenderKitFactory {

    private final PageStates states = new PageStates();

    public PageRenderKits(RenderKitFactory wrapped) {
        super(wrapped);
    }

    @Override
    public void addRenderKit(String id, RenderKit kit) {
        getWrapped().addRenderKit(id, kit);
    }

    @Override
    public @Nullable RenderKit getRenderKit(FacesContext context, String id) {
        var kit = getWrapped().getRenderKit(context, id);
        return kit == null ? null : new WithStates(kit);
    }

    @Override
    public Iterator<String> getRenderKitIds() {
        return getWrapped().getRenderKitIds();
    }

    private final class WithStates extends RenderKitWrapper {

        WithStates(RenderKit wrapped) {
            super(wrapped);
        }

        @Override
        public ResponseStateManager getResponseStateManager() {
            return states;
        }
    }
}

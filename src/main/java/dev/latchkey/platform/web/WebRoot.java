package dev.latchkey.platform.web;

import jakarta.faces.FacesException;
import jakarta.faces.application.ResourceHandler;
import jakarta.faces.application.ResourceHandlerWrapper;
import jakarta.faces.application.ViewResource;
import jakarta.faces.context.FacesContext;
import java.net.MalformedURLException;
import java.net.URL;

/**
 * Derives the URL of the WAR's root from a file in it. Mojarra removes that URL from the URL of a view and makes ids from the rest.
 * On GlassFish, the root has the URL {@code jndi:/} and its files {@code file:/}, so the ids would depend on the folder in
 * which the server is installed, and no server could continue a page of another.
 */
public class WebRoot extends ResourceHandlerWrapper {

    private static final String FILE = "/WEB-INF/web.xml";

    public WebRoot(ResourceHandler wrapped) {
        super(wrapped);
    }

    @Override
    public ViewResource createViewResource(FacesContext context, String path) {
        if (!path.equals("/")) {
            return super.createViewResource(context, path);
        }
        var root = root(context);
        return new ViewResource() {
            @Override
            public URL getURL() {
                return root;
            }
        };
    }

    private static URL root(FacesContext context) {
        try {
            return new URL(context.getExternalContext().getResource(FILE), "../");
        } catch (MalformedURLException e) {
            throw new FacesException(e);
        }
    }
}

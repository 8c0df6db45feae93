package dev.latchkey.platform.web;

import jakarta.faces.context.FacesContext;
import org.primefaces.context.PrimeFacesContext;

/** What pages without PrimeFaces' scripts have to know of its Content-Security-Policy. A function for the pages. */
public final class ContentSecurityPolicy {

    private ContentSecurityPolicy() {}

    /** The nonce of the page: PrimeFaces refuses a form that does not send it back, and its scripts add it elsewhere. */
    public static String nonce() {
        return PrimeFacesContext.getCspState(FacesContext.getCurrentInstance()).getNonce();
    }
}

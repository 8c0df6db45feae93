package dev.latchkey.platform.web;

import jakarta.faces.context.FacesContext;
import org.primefaces.context.PrimeFacesContext;

/** Access to PrimeFaces' Content-Security-Policy for pages without its scripts. A function for the pages. */
public final class ContentSecurityPolicy {

    private ContentSecurityPolicy() {}

    /** The nonce of the page. PrimeFaces rejects forms without it; its scripts add it on other pages. */
    public static String nonce() {
        return PrimeFacesContext.getCspState(FacesContext.getCurrentInstance()).getNonce();
    }
}

package dev.latchkey.platform.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.util.HexFormat;

/**
 * The build, in the addresses of static files (web.xml): they are the same on all servers of a build, and another build has
 * others.
 */
@Named
@RequestScoped
public class BuildView {

    /** 16 hexadecimal digits. */
    public String getVersion() {
        return HexFormat.of().formatHex(Build.of(FacesContext.getCurrentInstance()), 0, 8);
    }
}

package dev.latchkey.platform.web;

import jakarta.faces.webapp.FacesServlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;

/**
 * Serves the one page that takes a file, as Faces does: web.xml lets this servlet have files, so that the container looks for one nowhere
 * else.
 */
public class UploadServlet extends HttpServlet {

    /** Its address, as in web.xml. */
    static final String PAGE = "/provisioning/import";

    private static final long serialVersionUID = 1;

    private final transient FacesServlet faces = new FacesServlet();

    @Override
    public void init(ServletConfig config) throws ServletException {
        super.init(config);
        faces.init(config);
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        faces.service(request, response);
    }

    @Override
    public void destroy() {
        faces.destroy();
    }
}

package dev.latchkey.platform.web;

import jakarta.faces.webapp.FacesServlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;

/**
 * Serves the one upload page through Faces. web.xml enables multipart for this servlet only, so the container parses
 * uploads nowhere else.
 */
public class UploadServlet extends HttpServlet {

    /** Its path, as in web.xml. */
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

package dev.latchkey.platform.rest;

import dev.latchkey.shared.ApiPath;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Converts the container's own errors at the paths that programs call to the documented form; elsewhere, error pages do. */
public class ContainerErrors extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var uri = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        var contextPath = request.getServletContext().getContextPath();
        var path = uri.startsWith(contextPath) ? uri.substring(contextPath.length()) : "";
        if (!ApiPath.includes(path)) {
            chain.doFilter(request, response);
            return;
        }
        var status = response.getStatus();
        // the request is that of the error page by now
        Errors.send(
                path,
                request,
                response,
                status == HttpServletResponse.SC_FORBIDDEN
                        ? Errors.forbidden(request)
                        : Errors.response(status, Errors.words(status)));
    }
}

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
        var path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        var contextPath = request.getServletContext().getContextPath();
        if (!path.startsWith(contextPath) || !ApiPath.includes(path.substring(contextPath.length()))) {
            chain.doFilter(request, response);
            return;
        }
        var status = response.getStatus();
        Errors.send(
                request,
                response,
                status == HttpServletResponse.SC_FORBIDDEN
                        ? Errors.forbidden(request)
                        : Errors.response(status, Errors.words(status)));
    }
}

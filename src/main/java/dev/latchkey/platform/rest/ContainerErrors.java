package dev.latchkey.platform.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Converts the container's own errors below {@code /api} to the documented form; elsewhere, error pages do. */
public class ContainerErrors extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        if (!path.startsWith(request.getServletContext().getContextPath() + "/api/")) {
            chain.doFilter(request, response);
            return;
        }
        var status = response.getStatus();
        Errors.send(response, Errors.response(status, Errors.words(status)));
    }
}

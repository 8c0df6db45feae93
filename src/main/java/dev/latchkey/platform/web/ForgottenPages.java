package dev.latchkey.platform.web;

import jakarta.faces.application.ViewExpiredException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers the form of a page that the server no longer keeps with 409 and a page that loads it again. The container
 * would answer with 500 and log a stack trace. Ajax requests get the same page from the exception handler.
 */
@WebFilter(servletNames = {"Faces", "Upload"})
public class ForgottenPages extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (ViewExpiredException e) {
            response.sendError(HttpServletResponse.SC_CONFLICT);
        } catch (ServletException e) {
            if (!(e.getRootCause() instanceof ViewExpiredException)) {
                throw e;
            }
            response.sendError(HttpServletResponse.SC_CONFLICT);
        }
    }
}

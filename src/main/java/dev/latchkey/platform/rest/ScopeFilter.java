package dev.latchkey.platform.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Refuses calls that the scopes of their token do not open, as {@link Errors#refuseForScope} has found. Later than
 * authentication, so that the refusal is recorded as all others are.
 */
public class ScopeFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var refusal = Errors.refusedForScope(request);
        if (refusal.isPresent()) {
            Errors.send(request, response, refusal.get());
        } else {
            chain.doFilter(request, response);
        }
    }
}

package dev.latchkey.authentication;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Gives error pages the same link prefix as other pages; the container starts them from the original request. */
public class ForwardedErrors extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Inject
    transient TrustedProxies proxies;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(proxies.asSentToTheFirst(request), response);
    }
}

package dev.latchkey.audit.web;

import dev.latchkey.audit.CallRefused;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.ForbiddenException;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Notices refusals where they are answered, whoever refused: the container by a constraint or a role, or a service by a rule.
 * The transaction is over and rolled back by then, so that the entry has one of its own. Once a request: an error page is
 * part of the answer. Nobody who is not recognised is noticed, or the log would be for anybody to fill.
 */
@WebFilter(
        urlPatterns = "/*",
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public class RefusedCalls extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final String NOTICED = RefusedCalls.class.getName();

    @Inject
    transient CurrentOrigin origin;

    @Inject
    transient Event<DomainEvent> events;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        var refused = response.getStatus() == HttpServletResponse.SC_FORBIDDEN
                // a page answers in words and with 200
                || request.getAttribute(ForbiddenException.class.getName()) != null;
        if (refused && request.getAttribute(NOTICED) == null && origin.get().userId() != null) {
            request.setAttribute(NOTICED, true);
            events.fire(new CallRefused(request.getMethod() + " " + path(request)));
        }
    }

    /** Only what looks like an address of ours: somebody may have pasted a token into the path. */
    private static String path(HttpServletRequest request) {
        var original = request.getAttribute("jakarta.servlet.error.request_uri");
        var path = original instanceof String uri ? uri : request.getRequestURI();
        return path.length() <= 100 && path.matches("[a-z/_.-]+") ? path : "…";
    }
}

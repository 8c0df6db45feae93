package dev.latchkey.audit.web;

import dev.latchkey.audit.Refusals;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.Subject;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * Notices refusals where they are answered, whoever refused: the container by a constraint or a role, or a service by a rule.
 * The transaction is over and rolled back by then, so that the entry has one of its own. It is kept before the answer goes
 * out, so that who has the answer finds the entry. Once a request: an error page is part of the answer. Nobody who is not
 * recognised is noticed, or the log would be for anybody to fill.
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
    transient Refusals refusals;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // by a constraint, which the container looks at before any filter: then this is the error page
        noticeRefusal(request, response.getStatus());
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public void setStatus(int status) {
                noticeRefusal(request, status);
                super.setStatus(status);
            }

            @Override
            public void sendError(int status) throws IOException {
                noticeRefusal(request, status);
                super.sendError(status);
            }

            @Override
            public void sendError(int status, String message) throws IOException {
                noticeRefusal(request, status);
                super.sendError(status, message);
            }
        });
        // a page answers in words and with 200
        if (request.getAttribute(ForbiddenException.class.getName()) != null) {
            notice(request);
        }
    }

    private void noticeRefusal(HttpServletRequest request, int status) {
        if (status == HttpServletResponse.SC_FORBIDDEN) {
            notice(request);
        }
    }

    private void notice(HttpServletRequest request) {
        if (request.getAttribute(NOTICED) == null && origin.get().userId() != null) {
            request.setAttribute(NOTICED, true);
            refusals.keep(request.getMethod() + " " + path(request), login(request));
        }
    }

    /** Whom the call was about; blank when it does not say so. */
    private static String login(HttpServletRequest request) {
        // The API has read the form already, and then the container finds nothing more there.
        var read = request.getAttribute(Subject.class.getName());
        var login = read instanceof String text ? text : request.getParameter("login");
        return login == null || login.indexOf('\0') >= 0 ? "" : login;
    }

    /** Only what looks like an address of ours: somebody may have pasted a token into the path. */
    private static String path(HttpServletRequest request) {
        var original = request.getAttribute("jakarta.servlet.error.request_uri");
        var path = original instanceof String uri
                ? uri.substring(request.getServletContext().getContextPath().length())
                : request.getRequestURI().substring(request.getContextPath().length());
        return path.length() <= 100 && path.matches("[a-z/_.-]+") ? path : "…";
    }
}

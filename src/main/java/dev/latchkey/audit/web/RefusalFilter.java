package dev.latchkey.audit.web;

import dev.latchkey.audit.RefusalLog;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.Subject;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * Records refusals where they are answered, whether by a container constraint, a role check or a service. The
 * transaction has been rolled back by then, so the entry gets its own, before the response is sent. Recorded once per
 * request, as an error page is part of the response. Refusals of anonymous callers are not recorded; otherwise anyone
 * could flood the log.
 */
public class RefusalFilter extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final String NOTICED = RefusalFilter.class.getName();

    @Inject
    transient CurrentOrigin origin;

    @Inject
    transient RefusalLog refusals;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // refused by a constraint, which the container checks before any filter: this is the error page
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
        // pages respond with a message and 200
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

    /** The login that the call concerned; blank if unknown. */
    private static String login(HttpServletRequest request) {
        // The API has consumed the form, and the container finds no parameters.
        var read = request.getAttribute(Subject.class.getName());
        var login = read instanceof String text ? text : request.getParameter("login");
        return login == null || login.indexOf('\0') >= 0 ? "" : login;
    }

    /** Only known path characters: the path may contain a pasted token. */
    private static String path(HttpServletRequest request) {
        var original = request.getAttribute("jakarta.servlet.error.request_uri");
        var path = original instanceof String uri
                ? uri.substring(request.getServletContext().getContextPath().length())
                : request.getRequestURI().substring(request.getContextPath().length());
        return path.length() <= 100 && path.matches("[a-z/_.-]+") ? path : "…";
    }
}

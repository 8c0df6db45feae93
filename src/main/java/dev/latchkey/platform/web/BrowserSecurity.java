package dev.latchkey.platform.web;

import dev.latchkey.platform.config.Settings;
import dev.latchkey.shared.Characters;
import dev.latchkey.shared.SecurityHeaders;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells browsers what they may do with an answer (ASVS 5, 3.4), and refuses what no page of ours sends (3.5): forms by another
 * method than POST, and whatever another site makes a browser send. Pages get their Content-Security-Policy from web.xml, by way of
 * PrimeFaces, because it knows the nonces of its scripts.
 */
// Refusals of the container pass no filter on their way in, but their error pages do.
@WebFilter(
        urlPatterns = "/*",
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public class BrowserSecurity extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final Set<String> METHODS_OF_PAGES = Set.of("GET", "HEAD", "POST");

    /** The longest form of somebody who has not signed in, in bytes: it is at hand before a thread is taken for it. */
    private static final int LONGEST_OF_ANYBODY = 64 * 1024;

    @Inject
    transient Settings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        SecurityHeaders.ALWAYS.forEach(response::setHeader);
        if (request.isSecure()) {
            response.setHeader(SecurityHeaders.STRICT_TRANSPORT, SecurityHeaders.STRICT_TRANSPORT_VALUE);
        }
        if (isApi(request)) {
            response.setHeader(SecurityHeaders.CONTENT_POLICY, SecurityHeaders.CONTENT_POLICY_VALUE);
        }
        if (!request.getServletPath().startsWith("/jakarta.faces.resource/")) {
            response.setHeader("Cache-Control", "no-store");
        }
        var refusal = request.getDispatcherType() == DispatcherType.REQUEST ? refusal(request) : 0;
        if (refusal == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", "GET, HEAD, POST");
        }
        if (refusal == 0) {
            chain.doFilter(request, response);
        } else if (isApi(request)) {
            response.sendError(refusal);
        } else {
            // no page: it would be built of the same parameters
            response.setStatus(refusal);
        }
    }

    /** The status with which it is refused; 0 when it is not. */
    private int refusal(HttpServletRequest request) {
        var isPost = request.getMethod().equals("POST");
        if ((isPost || isReadBySession(request)) && Site.isAnother(request, settings.baseUrl())) {
            return HttpServletResponse.SC_FORBIDDEN;
        }
        if (isApi(request)) {
            return 0;
        }
        if (!METHODS_OF_PAGES.contains(request.getMethod()) || !isPost && isForm(request)) {
            return HttpServletResponse.SC_METHOD_NOT_ALLOWED;
        }
        var refusal = isPost && request.getUserPrincipal() == null ? refusalOfBody(request) : 0;
        return refusal == 0 && !isText(request) ? HttpServletResponse.SC_BAD_REQUEST : refusal;
    }

    private static int refusalOfBody(HttpServletRequest request) {
        if (request.getContentLengthLong() > LONGEST_OF_ANYBODY) {
            return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
        }
        // Browsers know how long a form is.
        return request.getHeader("Transfer-Encoding") == null ? 0 : HttpServletResponse.SC_LENGTH_REQUIRED;
    }

    /** Whether all parameters are text. Of a file there are none, and to look for them would be to take it. */
    private static boolean isText(HttpServletRequest request) {
        return Uploads.isFile(request)
                || request.getParameterMap().entrySet().stream()
                        .flatMap(parameter ->
                                Stream.concat(Stream.of(parameter.getKey()), Arrays.stream(parameter.getValue())))
                        .allMatch(Characters::areText);
    }

    private static boolean isApi(HttpServletRequest request) {
        return request.getServletPath().equals("/api");
    }

    /** Some calls that read cost much, or leave an entry: no link of another site begins them in a reader's name. */
    private static boolean isReadBySession(HttpServletRequest request) {
        return isApi(request) && request.getUserPrincipal() != null && request.getHeader("Authorization") == null;
    }

    /** Faces goes by parameters, not by the method. */
    private static boolean isForm(HttpServletRequest request) {
        return Collections.list(request.getParameterNames()).stream()
                .anyMatch(name -> name.startsWith("jakarta.faces.") || name.startsWith("primefaces."));
    }
}

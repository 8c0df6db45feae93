package dev.latchkey.platform.web;

import dev.latchkey.platform.Settings;
import dev.latchkey.shared.ApiPath;
import dev.latchkey.shared.Characters;
import dev.latchkey.shared.SecurityHeaders;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sets security headers (ASVS 5, 3.4) and rejects requests that our pages never send (3.5): forms sent by another
 * method than POST, and cross-site requests. web.xml configures the Content-Security-Policy of pages in PrimeFaces,
 * which knows the nonces of its scripts.
 */
// The container's own errors reach this filter only through their error pages.
public class BrowserSecurity extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final Set<String> METHODS_OF_PAGES = Set.of("GET", "HEAD", "POST");

    /** Programs read it, too, though it is not part of the API. */
    private static final String METADATA = "/.well-known/oauth-authorization-server";

    /** The longest form of an anonymous caller, in bytes; the listener buffers it before it assigns a thread. */
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
            // no error page, as it would be built from the same parameters
            response.setStatus(refusal);
        }
    }

    /** The status of a refusal; 0 to accept. */
    private int refusal(HttpServletRequest request) {
        if (ApiPath.ignoresSessions(path(request))) {
            return 0;
        }
        var isPost = request.getMethod().equals("POST");
        if ((isPost || isReadBySession(request)) && Site.isAnother(request, settings.baseUrl())) {
            return HttpServletResponse.SC_FORBIDDEN;
        }
        // both say themselves which methods they take
        if (isApi(request) || request.getServletPath().equals(METADATA)) {
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
        // Browsers always declare the length of a form.
        return request.getHeader("Transfer-Encoding") == null ? 0 : HttpServletResponse.SC_LENGTH_REQUIRED;
    }

    /** Whether all parameters are valid text. Skips uploads: reading parameters would consume the file. */
    private static boolean isText(HttpServletRequest request) {
        return Uploads.isFile(request)
                || request.getParameterMap().entrySet().stream()
                        .flatMap(parameter ->
                                Stream.concat(Stream.of(parameter.getKey()), Arrays.stream(parameter.getValue())))
                        .allMatch(Characters::areText);
    }

    /** Decoded, as the container finds the servlet and the constraints by it. */
    private static String path(HttpServletRequest request) {
        return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    }

    private static boolean isApi(HttpServletRequest request) {
        return ApiPath.includes(request.getServletPath());
    }

    /** Some GET calls are costly or write audit entries, so a cross-site link must not trigger them with a session. */
    private static boolean isReadBySession(HttpServletRequest request) {
        return isApi(request) && request.getUserPrincipal() != null && request.getHeader("Authorization") == null;
    }

    /** Faces accepts a form by any method. */
    private static boolean isForm(HttpServletRequest request) {
        return Collections.list(request.getParameterNames()).stream()
                .anyMatch(name -> name.startsWith("jakarta.faces.") || name.startsWith("primefaces."));
    }
}

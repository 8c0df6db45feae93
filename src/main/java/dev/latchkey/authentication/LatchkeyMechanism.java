package dev.latchkey.authentication;

import dev.latchkey.platform.persistence.DatabaseErrors;
import dev.latchkey.platform.rest.Errors;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.Origin;
import dev.latchkey.shared.Origin.Channel;
import dev.latchkey.shared.PlainPath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The authentication mechanism: tokens or Basic for the API, the session of a form sign-in for everything else. */
@ApplicationScoped
public class LatchkeyMechanism implements HttpAuthenticationMechanism {

    @Inject
    ApiAuthentication api;

    @Inject
    PageAuthentication pages;

    @Inject
    TrustedProxies proxies;

    @Inject
    CurrentOrigin origin;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest received, HttpServletResponse answer, HttpMessageContext context)
            throws AuthenticationException {
        // All later filters and servlets get the request that is set here.
        var request = proxies.asSentToTheFirst(received);
        context.setRequest(request);
        var response = new RelativeRedirects(answer);
        context.setResponse(response);
        origin.set(new Origin(null, isApi(request) ? Channel.API : Channel.PAGE, request.getRemoteAddr()));
        try {
            var path =
                    request.getRequestURI().substring(request.getContextPath().length());
            if (!PlainPath.isPlain(path)) {
                return missing(request, response);
            }
            return isApi(request) ? api.authenticate(request, context) : pages.authenticate(request, context);
        } catch (RuntimeException e) {
            if (!DatabaseErrors.isDatabaseAway(e) && !DatabaseErrors.isConflict(e)) {
                throw e;
            }
            return unavailable(request, response, context);
        } catch (IOException e) {
            throw new AuthenticationException(e);
        }
    }

    private static AuthenticationStatus missing(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (isApi(request) || !wantsPages(request)) {
            Errors.send(response, Errors.nothingHere(request.getContextPath()));
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }

    private static AuthenticationStatus unavailable(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        try {
            if (isApi(request)) {
                Errors.send(response, Errors.unavailable());
            } else {
                response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            }
        } catch (IOException e) {
            throw new AuthenticationException(e);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }

    static boolean isApi(HttpServletRequest request) {
        return request.getServletPath().equals("/api");
    }

    /**
     * False for programs with a token and for clients that do not accept HTML: they would take the sign-in page for
     * success.
     */
    static boolean wantsPages(HttpServletRequest request) {
        var accepted = request.getHeader("Accept");
        return request.getHeader("Authorization") == null
                && (accepted == null || accepted.contains("html") || accepted.contains("*/*"));
    }
}

package dev.latchkey.authentication;

import dev.latchkey.platform.rest.Errors;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;

/**
 * A request that the container wants authenticated, and the ways to end its authentication (Jakarta Authentication 3.0,
 * 3.8.3).
 *
 * @param isProtected whether a constraint of web.xml requires a caller
 */
record AuthenticationExchange(
        HttpServletRequest request,
        HttpServletResponse response,
        boolean isProtected,
        Subject client,
        CallbackHandler container) {

    private static final String MANDATORY = "jakarta.security.auth.message.MessagePolicy.isMandatory";

    static AuthenticationExchange of(
            HttpServletRequest request,
            HttpServletResponse response,
            MessageInfo message,
            Subject client,
            CallbackHandler container) {
        var isProtected = Boolean.parseBoolean((String) message.getMap().get(MANDATORY));
        return new AuthenticationExchange(request, response, isProtected, client, container);
    }

    /** Continues the request as this caller. */
    AuthStatus authenticate(CallerPrincipal caller, Set<String> roles) throws IOException {
        tell(
                new CallerPrincipalCallback(client, caller),
                new GroupPrincipalCallback(client, roles.toArray(String[]::new)));
        return AuthStatus.SUCCESS;
    }

    /** Continues the request without a caller; the container refuses it if it is protected. */
    AuthStatus proceedAsAnonymous() throws IOException {
        tell(new CallerPrincipalCallback(client, (@Nullable CallerPrincipal) null));
        return AuthStatus.SUCCESS;
    }

    /** Ends the request with this response. */
    AuthStatus refuse(Response answer) throws IOException {
        Errors.send(request, response, answer);
        return AuthStatus.SEND_FAILURE;
    }

    /** Ends the request with the error page of this status. */
    AuthStatus refuse(int status) throws IOException {
        response.sendError(status);
        return AuthStatus.SEND_FAILURE;
    }

    private void tell(Callback... callbacks) throws IOException {
        try {
            container.handle(callbacks);
        } catch (UnsupportedCallbackException e) {
            throw new IllegalStateException("Every container knows the callbacks of the Servlet profile", e);
        }
    }
}

package dev.latchkey.authentication;

import dev.latchkey.platform.persistence.DatabaseErrors;
import dev.latchkey.platform.rest.Errors;
import dev.latchkey.shared.ApiPath;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.Origin;
import dev.latchkey.shared.Origin.Channel;
import dev.latchkey.shared.PlainPath;
import dev.latchkey.shared.RequestId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/**
 * Authenticates every request: by token or Basic for the API, by the session of a form sign-in for everything else. The
 * container calls it before it checks the constraints of web.xml (Jakarta Authentication 3.0, 3.8).
 */
@Dependent
public class AuthenticationModule implements ServerAuthModule {

    private static final Logger LOG = Logger.getLogger(AuthenticationModule.class.getName());

    @Inject
    ApiAuthentication api;

    @Inject
    PageAuthentication pages;

    @Inject
    TrustedProxies proxies;

    @Inject
    CurrentOrigin origin;

    @SuppressWarnings("NullAway.Init")
    private CallbackHandler container;

    @Override
    public void initialize(
            MessagePolicy request, MessagePolicy response, CallbackHandler handler, Map<String, Object> options) {
        container = handler;
    }

    @Override
    public Class<?>[] getSupportedMessageTypes() {
        return new Class<?>[] {HttpServletRequest.class, HttpServletResponse.class};
    }

    @Override
    public AuthStatus validateRequest(MessageInfo message, Subject client, Subject service) throws AuthException {
        var received = (HttpServletRequest) message.getRequestMessage();
        var id = proxies.requestId(received);
        RequestId.begin(id);
        var request = proxies.asSentToTheFirst(received);
        var response = new RelativeRedirects((HttpServletResponse) message.getResponseMessage());
        response.setHeader(RequestId.HEADER, id);
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            // Open Liberty asks again for the error page: the refusal there is that of the caller who is known already
            origin.set(new Origin(null, isApi(request) ? Channel.API : Channel.PAGE, request.getRemoteAddr()));
        }
        var exchange = AuthenticationExchange.of(request, response, message, client, container);
        try {
            var status = answer(exchange);
            if (status == AuthStatus.SUCCESS) {
                // All later filters and servlets get these (3.8.3.4). WildFly accepts them only with success.
                message.setRequestMessage(request);
                message.setResponseMessage(response);
            }
            return status;
        } catch (IOException e) {
            throw new AuthException(e);
        }
    }

    private AuthStatus answer(AuthenticationExchange exchange) throws IOException {
        var request = exchange.request();
        try {
            var path =
                    request.getRequestURI().substring(request.getContextPath().length());
            if (!PlainPath.isPlain(path) && !ApiPath.isCheck(request.getServletPath())) {
                return missing(exchange);
            }
            return isApi(request) ? api.authenticate(exchange) : pages.authenticate(exchange);
        } catch (RuntimeException e) {
            if (!DatabaseErrors.isDatabaseAway(e) && !DatabaseErrors.isConflict(e)) {
                throw e;
            }
            LOG.log(Level.WARNING, "The caller cannot be authenticated: {0}", e.toString());
            return unavailable(exchange);
        }
    }

    private static AuthStatus missing(AuthenticationExchange exchange) throws IOException {
        var request = exchange.request();
        if (isApi(request) || !wantsPages(request)) {
            return exchange.refuse(Errors.nothingHere(request.getContextPath()));
        }
        return exchange.refuse(HttpServletResponse.SC_NOT_FOUND);
    }

    private static AuthStatus unavailable(AuthenticationExchange exchange) throws IOException {
        return isApi(exchange.request())
                ? exchange.refuse(Errors.unavailable())
                : exchange.refuse(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    @Override
    public AuthStatus secureResponse(MessageInfo message, Subject service) {
        // A listener would learn of every end, but slows a check of a token down by 3 %. An id that is left over does
        // no harm, since the next request of this thread gets its own.
        RequestId.end();
        return AuthStatus.SEND_SUCCESS;
    }

    @Override
    public void cleanSubject(MessageInfo message, Subject subject) {
        // Open Liberty has nobody change the subject, and forgets it as a whole.
        if (!subject.isReadOnly()) {
            subject.getPrincipals().clear();
        }
    }

    static boolean isApi(HttpServletRequest request) {
        // where no servlet is, Open Liberty has the whole path in the second part
        return ApiPath.includes(request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), ""));
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

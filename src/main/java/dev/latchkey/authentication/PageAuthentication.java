package dev.latchkey.authentication;

import dev.latchkey.user.SignIn;
import dev.latchkey.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.omnifaces.util.Servlets;

/**
 * Recognises the reader of a page by the session. The session holds no more than who signed in; the rest is asked of the
 * database at every request, so that a deactivation or another role counts at the next click.
 */
@ApplicationScoped
public class PageAuthentication {

    /** Where to sign in. */
    public static final String SIGN_IN = "/authentication/sign-in";

    /** Where a first password is changed. */
    public static final String PASSWORD = "/authentication/password";

    private static final String SIGNED_IN = PageAuthentication.class.getName();
    private static final String RESOURCES = "/jakarta.faces.resource/";

    /** Who signed in, in the session. */
    private record Session(long userId, int sessionVersion) implements Serializable {}

    @Inject
    SignIn signIn;

    @Inject
    IdentityStoreHandler passwords;

    @Inject
    SignInAttempts attempts;

    @Inject
    Recognition recognition;

    AuthenticationStatus authenticate(HttpServletRequest request, HttpMessageContext context) throws IOException {
        if (request.getServletPath().startsWith(RESOURCES)) {
            return context.doNothing();
        }
        var user = sessionUser(request);
        user.ifPresent(known -> recognition.of(known.id()));
        if (user.isEmpty()) {
            return context.isProtected() ? redirect(context, SIGN_IN + "?from=" + here(request)) : context.doNothing();
        }
        if (user.get().mustChangePassword() && context.isProtected() && !isPage(request, PASSWORD)) {
            return redirect(context, PASSWORD);
        }
        return context.notifyContainerAboutLogin(user.get().login(), user.get().roles());
    }

    /** The user of the request's session, as the database knows it now. */
    Optional<User> sessionUser(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(SIGNED_IN) instanceof Session begun
                ? signIn.withSession(begun.userId(), begun.sessionVersion())
                : Optional.empty();
    }

    /** Checks login and password; when they are good, a session with a new id begins. */
    AuthenticationStatus signIn(HttpServletRequest request, HttpMessageContext context) {
        var credential =
                (UsernamePasswordCredential) context.getAuthParameters().getCredential();
        var result = passwords.validate(credential);
        if (result.getStatus() != CredentialValidationResult.Status.VALID) {
            attempts.failed(credential.getCaller(), request.getRemoteAddr());
            recognition.failed(credential.getCaller());
            return AuthenticationStatus.SEND_FAILURE;
        }
        attempts.succeeded(credential.getCaller());
        var caller = (Caller) result.getCallerPrincipal();
        begin(request, new Session(caller.userId(), caller.sessionVersion()));
        recognition.signedIn(caller.userId());
        return context.notifyContainerAboutLogin(result);
    }

    /** The session goes on as that of the user after a change of the password, under a new id. */
    public void renew(HttpServletRequest request, User user) {
        begin(request, new Session(user.id(), user.sessionVersion()));
    }

    /** Ends the session, if there is one. */
    public void signOut(HttpServletRequest request) throws ServletException {
        var user = sessionUser(request);
        request.logout();
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        user.ifPresent(known -> recognition.signedOut(known.id()));
    }

    private static void begin(HttpServletRequest request, Session session) {
        request.getSession(true);
        request.changeSessionId();
        request.getSession().setAttribute(SIGNED_IN, session);
    }

    private static AuthenticationStatus redirect(HttpMessageContext context, String path) throws IOException {
        // a partial answer when the page asked for one
        Servlets.facesRedirect(
                context.getRequest(),
                context.getResponse(),
                context.getRequest().getContextPath() + path);
        return AuthenticationStatus.SEND_CONTINUE;
    }

    private static String here(HttpServletRequest request) {
        var query = Servlets.isFacesAjaxRequest(request) ? null : request.getQueryString();
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return URLEncoder.encode(query == null ? path : path + "?" + query, StandardCharsets.UTF_8);
    }

    private static boolean isPage(HttpServletRequest request, String page) {
        return request.getServletPath().equals(page) || request.getServletPath().equals(page + ".xhtml");
    }
}

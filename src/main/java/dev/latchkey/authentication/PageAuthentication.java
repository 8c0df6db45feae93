package dev.latchkey.authentication;

import dev.latchkey.authentication.Session.Client;
import dev.latchkey.platform.rest.Errors;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.OverloadedException;
import dev.latchkey.shared.TooManyAttemptsException;
import dev.latchkey.user.LapsedPasswordException;
import dev.latchkey.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.omnifaces.util.Servlets;

/**
 * Recognises the reader of a page by the session. The browser holds no more than its id; the rest is asked of the
 * database at every request, so that a deactivation or another role counts at the next click.
 */
@ApplicationScoped
public class PageAuthentication {

    /** Where to sign in. */
    public static final String SIGN_IN = "/authentication/sign-in";

    /** Where a first password is changed. */
    public static final String PASSWORD = "/authentication/password";

    private static final String RESOURCES = "/jakarta.faces.resource/";
    private static final String RECOGNISED = Session.class.getName();

    @Inject
    Sessions sessions;

    @Inject
    PasswordCheck passwords;

    @Inject
    KnownPlaces places;

    @Inject
    CurrentOrigin origin;

    AuthenticationStatus authenticate(HttpServletRequest request, HttpMessageContext context) throws IOException {
        if (request.getServletPath().startsWith(RESOURCES)) {
            return context.doNothing();
        }
        var user = sessionUser(request);
        if (user.isEmpty()) {
            return context.isProtected() ? lead(context, SIGN_IN + "?from=" + here(request)) : context.doNothing();
        }
        if (user.get().mustChangePassword() && context.isProtected() && !isPage(request, PASSWORD)) {
            return lead(context, PASSWORD);
        }
        return context.notifyContainerAboutLogin(user.get().login(), user.get().rolesInSession());
    }

    /** The user of the request's session, as the database knows it now, who is from here on the caller. */
    Optional<User> sessionUser(HttpServletRequest request) {
        var session = SessionCookie.read(request).flatMap(sessions::find);
        session.ifPresent(found -> {
            request.setAttribute(RECOGNISED, found);
            origin.bySession(found.user().id(), found.id());
        });
        return session.map(Session::user);
    }

    /** The session by which the request has been recognised, without another look at the database. */
    public static Optional<Session> session(HttpServletRequest request) {
        return Optional.ofNullable((Session) request.getAttribute(RECOGNISED));
    }

    /**
     * Checks login and password; when they are good, a session begins.
     *
     * @return whether it has begun
     * @throws TooManyAttemptsException when there were too many before; the password has not been looked at
     * @throws OverloadedException when too many others are being looked at; this one has not been
     * @throws LapsedPasswordException when the password is right, but was to be replaced and has not been in time
     */
    public boolean signIn(HttpServletRequest request, HttpServletResponse response, String login, String password) {
        return passwords
                .check(request, login, password)
                .filter(user -> {
                    origin.by(user.id());
                    forgetPages(request);
                    return begin(request, response, user);
                })
                .isPresent();
    }

    /** Somebody has just signed in on the page: what others do elsewhere keeps this user out of this browser no more. */
    public void remember(HttpServletRequest request, HttpServletResponse response) {
        var user = origin.get().userId();
        if (user != null) {
            places.signedIn(user, BrowserCookie.readOrWrite(request, response));
        }
    }

    /** After a change of the password, which ended every session of the user, this browser gets a new one. */
    public void renew(HttpServletRequest request, HttpServletResponse response, User user) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        begin(request, response, user);
        remember(request, response);
    }

    /** Ends the session, if there is one. */
    public void signOut(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        sessionUser(request);
        SessionCookie.read(request).ifPresent(sessions::end);
        forget(request, response);
    }

    /** The session has ended in the database: the browser and this server forget it too. */
    public void forget(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        request.logout();
        SessionCookie.remove(request, response);
        forgetPages(request);
    }

    /** What this server remembers of the pages of somebody is for nobody else. */
    private static void forgetPages(HttpServletRequest request) {
        var pages = request.getSession(false);
        if (pages != null) {
            pages.invalidate();
        }
    }

    private boolean begin(HttpServletRequest request, HttpServletResponse response, User user) {
        var begun = sessions.begin(user.id(), user.version(), client(request), SessionCookie.read(request));
        begun.ifPresent(id -> {
            SessionCookie.write(request, response, id);
            places.signedIn(user.id(), KnownPlace.network(request.getRemoteAddr()));
        });
        return begun.isPresent();
    }

    private static Client client(HttpServletRequest request) {
        return new Client(request.getRemoteAddr(), Objects.requireNonNullElse(request.getHeader("User-Agent"), ""));
    }

    private static AuthenticationStatus lead(HttpMessageContext context, String path) throws IOException {
        if (!LatchkeyMechanism.wantsPages(context.getRequest())) {
            var answer = Errors.nothingHere(context.getRequest().getContextPath());
            Errors.send(context.getResponse(), answer);
            return AuthenticationStatus.SEND_FAILURE;
        }
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

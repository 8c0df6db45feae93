package dev.latchkey.authentication;

import dev.latchkey.platform.rest.Errors;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.OverloadedException;
import dev.latchkey.shared.TooManyAttemptsException;
import dev.latchkey.token.Client;
import dev.latchkey.user.LapsedPasswordException;
import dev.latchkey.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.enterprise.CallerPrincipal;
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
 * Authenticates readers of pages by their session. The browser holds only its id, and every request reads the session
 * from the database, so that deactivation and role changes take effect at the next click.
 */
@ApplicationScoped
public class PageAuthentication {

    /** The sign-in page. */
    public static final String SIGN_IN = "/authentication/sign-in";

    /** The page that changes a first password. */
    public static final String PASSWORD = "/authentication/password";

    private static final String START = "/index";
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

    AuthStatus authenticate(AuthenticationExchange exchange) throws IOException {
        var request = exchange.request();
        if (request.getServletPath().startsWith(RESOURCES)) {
            return exchange.proceedAsAnonymous();
        }
        var user = sessionUser(request);
        if (user.isEmpty()) {
            return exchange.isProtected()
                    ? lead(exchange, SIGN_IN + "?from=" + here(request))
                    : exchange.proceedAsAnonymous();
        }
        if (user.get().mustChangePassword() && exchange.isProtected() && !isPage(request, PASSWORD)) {
            return lead(exchange, PASSWORD);
        }
        if (path(request).equals("/") && exchange.isProtected()) {
            // Open Liberty has no constraints for the root.
            return lead(exchange, START);
        }
        return exchange.authenticate(
                new CallerPrincipal(user.get().login()), user.get().rolesInSession());
    }

    /** The current state of the user of the request's session, who becomes the caller. */
    Optional<User> sessionUser(HttpServletRequest request) {
        var session = SessionCookie.read(request).flatMap(sessions::find);
        session.ifPresent(found -> recognise(request, found));
        return session.map(Session::user);
    }

    private void recognise(HttpServletRequest request, Session session) {
        request.setAttribute(RECOGNISED, session);
        origin.bySession(session.user().id(), session.id());
    }

    /** The session that authenticated the request, without another query. */
    public static Optional<Session> session(HttpServletRequest request) {
        return Optional.ofNullable((Session) request.getAttribute(RECOGNISED));
    }

    /**
     * Checks login and password and starts a session.
     *
     * @return whether the session has started
     * @throws TooManyAttemptsException after too many attempts; the password was not checked
     * @throws OverloadedException if too many passwords are being checked; this one was not
     * @throws LapsedPasswordException if the password is correct but expired
     */
    public boolean signIn(HttpServletRequest request, HttpServletResponse response, String login, String password) {
        return passwords
                .check(request, login, password)
                .filter(user -> {
                    origin.by(user.id());
                    return begin(request, response, user);
                })
                .isPresent();
    }

    /** Marks the browser as known after a sign-in, so that attacks elsewhere do not lock the user out of it. */
    public void remember(HttpServletRequest request, HttpServletResponse response) {
        var user = origin.get().userId();
        if (user != null) {
            places.signedIn(user, BrowserCookie.readOrWrite(request, response));
        }
    }

    /** Starts a new session for this browser after a change of password ended all sessions. The page goes on in it. */
    public void renew(HttpServletRequest request, HttpServletResponse response, User user) {
        begin(request, response, user);
        remember(request, response);
    }

    /** Ends the session, if any. */
    public void signOut(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        sessionUser(request);
        SessionCookie.read(request).ifPresent(sessions::end);
        forget(request, response);
    }

    /** Removes an ended session from the browser and this server. */
    public void forget(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        request.logout();
        SessionCookie.remove(request, response);
    }

    private boolean begin(HttpServletRequest request, HttpServletResponse response, User user) {
        var begun = sessions.begin(user.id(), user.version(), client(request), SessionCookie.read(request));
        begun.ifPresent(id -> {
            sessions.find(id).ifPresent(found -> recognise(request, found));
            SessionCookie.write(request, response, id);
            places.signedIn(user.id(), KnownPlace.network(request.getRemoteAddr()));
        });
        return begun.isPresent();
    }

    static Client client(HttpServletRequest request) {
        return new Client(request.getRemoteAddr(), Objects.requireNonNullElse(request.getHeader("User-Agent"), ""));
    }

    private static AuthStatus lead(AuthenticationExchange exchange, String path) throws IOException {
        var request = exchange.request();
        if (!AuthenticationModule.wantsPages(request)) {
            return exchange.refuse(Errors.nothingHere(request.getContextPath()));
        }
        // a partial response if the page expects one
        Servlets.facesRedirect(request, exchange.response(), request.getContextPath() + path);
        return AuthStatus.SEND_CONTINUE;
    }

    private static String here(HttpServletRequest request) {
        var query = Servlets.isFacesAjaxRequest(request) ? null : request.getQueryString();
        var path = path(request);
        return URLEncoder.encode(query == null ? path : path + "?" + query, StandardCharsets.UTF_8);
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    private static boolean isPage(HttpServletRequest request, String page) {
        return request.getServletPath().equals(page) || request.getServletPath().equals(page + ".xhtml");
    }
}

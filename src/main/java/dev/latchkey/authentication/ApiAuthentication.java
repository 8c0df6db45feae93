package dev.latchkey.authentication;

import dev.latchkey.platform.rest.Errors;
import dev.latchkey.platform.rest.ParameterConverters;
import dev.latchkey.shared.BusinessException;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.UnauthorizedException;
import dev.latchkey.token.TokenCaller;
import dev.latchkey.token.TokenSecret;
import dev.latchkey.token.TokenType;
import dev.latchkey.token.TokenVerifier;
import dev.latchkey.token.VerifiedToken;
import dev.latchkey.user.Role;
import dev.latchkey.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates callers of the Web API by the Authorization header: a token as Bearer (RFC 6750) or as the user name of
 * Basic with an empty password, or login and password with Basic (RFC 7617). A session allows reading only, so that a
 * foreign page cannot make a browser change anything.
 */
@ApplicationScoped
class ApiAuthentication {

    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    /** Reports the expiration of the token, as the reference product does, so that programs can warn. */
    private static final String EXPIRATION = "SonarQube-Authentication-Token-Expiration";

    @Inject
    TokenVerifier tokens;

    @Inject
    PasswordCheck passwords;

    @Inject
    KnownPlaces places;

    @Inject
    PageAuthentication pages;

    @Inject
    CurrentOrigin origin;

    AuthenticationStatus authenticate(HttpServletRequest request, HttpMessageContext context) throws IOException {
        var authorization = request.getHeader("Authorization");
        if (authorization == null) {
            return withSession(request, context);
        }
        if (hasScheme(authorization, BEARER)) {
            return withToken(authorization.substring(BEARER.length()).strip(), request, context);
        }
        if (hasScheme(authorization, BASIC)) {
            return withBasic(authorization.substring(BASIC.length()).strip(), request, context);
        }
        return unknown(request, context, false);
    }

    private static boolean hasScheme(String authorization, String scheme) {
        return authorization.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private AuthenticationStatus withSession(HttpServletRequest request, HttpMessageContext context)
            throws IOException {
        var user = request.getMethod().equals("GET") || request.getMethod().equals("HEAD")
                ? pages.sessionUser(request)
                : Optional.<User>empty();
        return user.isPresent()
                ? known(user.get(), user.get().rolesInSession(), request, context)
                : unknown(request, context, false);
    }

    private AuthenticationStatus withToken(String presented, HttpServletRequest request, HttpMessageContext context)
            throws IOException {
        var token = tokens.verify(presented, PageAuthentication.client(request));
        if (token.isPresent()) {
            origin.by(token.get().userId(), token.get().tokenId());
            var expiresOn = token.get().expiresOn();
            if (expiresOn != null) {
                context.getResponse().setHeader(EXPIRATION, ParameterConverters.format(expiresOn));
            }
            return context.notifyContainerAboutLogin(new TokenCaller(token.get()), roles(token.get()));
        }
        var end = tokens.end(presented);
        return end.isPresent()
                ? refuse(
                        context,
                        Errors.endedToken(end.get().isExpiry(), end.get().at()))
                : unknown(request, context, true);
    }

    private static Set<String> roles(VerifiedToken token) {
        if (token.type() != TokenType.USER_TOKEN) {
            return Set.of(Role.ANALYSIS);
        }
        return token.administrator() ? Set.of(Role.USER, Role.ADMINISTRATOR) : Set.of(Role.USER);
    }

    private AuthenticationStatus withBasic(String encoded, HttpServletRequest request, HttpMessageContext context)
            throws IOException {
        var pair = decode(encoded);
        var colon = pair == null ? -1 : pair.indexOf(':');
        if (pair == null || colon < 0) {
            return unknown(request, context, false);
        }
        var name = pair.substring(0, colon);
        var password = pair.substring(colon + 1);
        // A token in either place is not a password attempt, whatever the other place holds.
        var token = Stream.of(name, password)
                .map(String::strip)
                .filter(part -> TokenSecret.parse(part).isPresent())
                .findFirst();
        if (token.isPresent() || password.isEmpty()) {
            return withToken(token.orElse(name), request, context);
        }
        try {
            var user = passwords.check(request, name, password);
            if (user.isEmpty()) {
                return unknown(request, context, false);
            }
            origin.by(user.get().id());
            places.signedInByProgram(user.get().id(), KnownPlace.programs(request.getRemoteAddr()));
            return known(user.get(), user.get().roles(), request, context);
        } catch (UnauthorizedException e) {
            return refuse(context, Errors.refusal(e));
        } catch (BusinessException e) {
            Errors.send(context.getResponse(), Errors.refusal(e));
            return AuthenticationStatus.SEND_FAILURE;
        }
    }

    private static AuthenticationStatus known(
            User user, Set<String> roles, HttpServletRequest request, HttpMessageContext context) {
        if (roles.isEmpty()) {
            Errors.explainForbidden(request, "api.password.change");
        }
        return context.notifyContainerAboutLogin(user.login(), roles);
    }

    private static @Nullable String decode(String encoded) {
        try {
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static AuthenticationStatus unknown(
            HttpServletRequest request, HttpMessageContext context, boolean badToken) throws IOException {
        return refuse(context, Errors.unauthorized(request, badToken));
    }

    /** Public calls proceed as anonymous. */
    private static AuthenticationStatus refuse(HttpMessageContext context, Response answer) throws IOException {
        if (!context.isProtected()) {
            return context.doNothing();
        }
        Errors.send(context.getResponse(), answer);
        return AuthenticationStatus.SEND_FAILURE;
    }
}

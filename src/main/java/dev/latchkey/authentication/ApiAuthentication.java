package dev.latchkey.authentication;

import dev.latchkey.platform.rest.Errors;
import dev.latchkey.platform.rest.ParameterConverters;
import dev.latchkey.scope.OwnScope;
import dev.latchkey.shared.ApiPath;
import dev.latchkey.shared.BusinessException;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.UnauthorizedException;
import dev.latchkey.token.Refusal;
import dev.latchkey.token.TokenCaller;
import dev.latchkey.token.TokenSecret;
import dev.latchkey.token.TokenType;
import dev.latchkey.token.TokenVerifier;
import dev.latchkey.token.VerifiedToken;
import dev.latchkey.user.Role;
import dev.latchkey.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.enterprise.CallerPrincipal;
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

    AuthStatus authenticate(AuthenticationExchange exchange) throws IOException {
        var request = exchange.request();
        if (isOAuthForAnybody(exchange)) {
            return exchange.proceedAsAnonymous();
        }
        var authorization = request.getHeader("Authorization");
        if (authorization == null) {
            return withSession(exchange);
        }
        if (hasScheme(authorization, BEARER)) {
            return withToken(authorization.substring(BEARER.length()).strip(), exchange);
        }
        if (hasScheme(authorization, BASIC)) {
            return withBasic(authorization.substring(BASIC.length()).strip(), exchange);
        }
        return unknown(exchange, false);
    }

    /**
     * Clients of OAuth send credentials along to every endpoint. Where none are asked for, they are not checked: they
     * would count as attempts to guess a password.
     */
    private static boolean isOAuthForAnybody(AuthenticationExchange exchange) {
        return !exchange.isProtected() && ApiPath.isOAuth(exchange.request().getServletPath());
    }

    private static boolean hasScheme(String authorization, String scheme) {
        return authorization.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private AuthStatus withSession(AuthenticationExchange exchange) throws IOException {
        var request = exchange.request();
        var reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        var user =
                reads && !ApiPath.ignoresSessions(path(request)) ? pages.sessionUser(request) : Optional.<User>empty();
        return user.isPresent() ? known(user.get(), user.get().rolesInSession(), exchange) : unknown(exchange, false);
    }

    private AuthStatus withToken(String presented, AuthenticationExchange exchange) throws IOException {
        var client = PageAuthentication.client(exchange.request());
        var token = tokens.verify(presented, client);
        if (token.isPresent()) {
            origin.by(token.get().userId(), token.get().tokenId());
            var expiresOn = token.get().expiresOn();
            if (expiresOn != null) {
                exchange.response().setHeader(EXPIRATION, ParameterConverters.format(expiresOn));
            }
            return withScopes(token.get(), exchange);
        }
        var refusal = tokens.refusal(presented, client);
        return refusal.isPresent() ? refuse(exchange, answer(refusal.get())) : unknown(exchange, true);
    }

    private static Response answer(Refusal refusal) {
        var end = refusal.end();
        return end == null ? Errors.strayToken() : Errors.endedToken(end.isExpiry(), end.at());
    }

    /** A token limited to scopes has the roles of its owner for the calls that its scopes open, and none for others. */
    private static AuthStatus withScopes(VerifiedToken token, AuthenticationExchange exchange) throws IOException {
        var request = exchange.request();
        var path = path(request);
        var scopes = token.scopes();
        if (scopes == null) {
            return exchange.authenticate(new TokenCaller(token), roles(token));
        }
        if (ScopedCalls.isOpen(path) || ApiPath.isCheck(request.getServletPath())) {
            return exchange.authenticate(new TokenCaller(token), Set.of());
        }
        var needed = ScopedCalls.needed(path);
        if (needed.filter(scope -> scopes.contains(scope.scopeName())).isEmpty()) {
            Errors.refuseForScope(request, needed.map(OwnScope::scopeName));
            return exchange.authenticate(new TokenCaller(token), Set.of());
        }
        // The scope itself opens this one, since a service is no administrator.
        var opensItself = needed.get() == OwnScope.INTROSPECT && token.type() == TokenType.USER_TOKEN;
        var roles = opensItself ? Set.of(Role.INTROSPECTION) : roles(token);
        return exchange.authenticate(new TokenCaller(token), roles);
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    private static Set<String> roles(VerifiedToken token) {
        if (token.type() != TokenType.USER_TOKEN) {
            return Set.of(Role.ANALYSIS);
        }
        return token.administrator() ? Set.of(Role.USER, Role.ADMINISTRATOR, Role.INTROSPECTION) : Set.of(Role.USER);
    }

    private AuthStatus withBasic(String encoded, AuthenticationExchange exchange) throws IOException {
        var request = exchange.request();
        var pair = decode(encoded);
        var colon = pair == null ? -1 : pair.indexOf(':');
        if (pair == null || colon < 0) {
            return unknown(exchange, false);
        }
        var name = pair.substring(0, colon);
        var password = pair.substring(colon + 1);
        // A token in either place is not a password attempt, whatever the other place holds.
        var token = Stream.of(name, password)
                .map(String::strip)
                .filter(part -> TokenSecret.parse(part).isPresent())
                .findFirst();
        if (token.isPresent() || password.isEmpty()) {
            return withToken(token.orElse(name), exchange);
        }
        if (ApiPath.isCheck(request.getServletPath())) {
            // only tokens count there
            return unknown(exchange, false);
        }
        try {
            var user = passwords.check(request, name, password);
            if (user.isEmpty()) {
                return unknown(exchange, false);
            }
            origin.by(user.get().id());
            places.signedInByProgram(user.get().id(), KnownPlace.programs(request.getRemoteAddr()));
            return known(user.get(), user.get().roles(), exchange);
        } catch (UnauthorizedException e) {
            return refuse(exchange, Errors.refusal(e));
        } catch (BusinessException e) {
            return exchange.refuse(Errors.refusal(e));
        }
    }

    private static AuthStatus known(User user, Set<String> roles, AuthenticationExchange exchange) throws IOException {
        if (roles.isEmpty()) {
            Errors.explainForbidden(exchange.request(), "api.password.change");
        }
        return exchange.authenticate(new CallerPrincipal(user.login()), roles);
    }

    private static @Nullable String decode(String encoded) {
        try {
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static AuthStatus unknown(AuthenticationExchange exchange, boolean badToken) throws IOException {
        return refuse(exchange, Errors.unauthorized(exchange.request(), badToken));
    }

    /** Public calls proceed as anonymous. */
    private static AuthStatus refuse(AuthenticationExchange exchange, Response answer) throws IOException {
        return exchange.isProtected() ? exchange.refuse(answer) : exchange.proceedAsAnonymous();
    }
}

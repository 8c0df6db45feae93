package dev.latchkey.authentication;

import dev.latchkey.platform.rest.Errors;
import dev.latchkey.platform.rest.ParameterConverters;
import dev.latchkey.token.Client;
import dev.latchkey.token.TokenCaller;
import dev.latchkey.token.TokenType;
import dev.latchkey.token.TokenVerifier;
import dev.latchkey.token.VerifiedToken;
import dev.latchkey.user.Role;
import dev.latchkey.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the callers of the Web API by the Authorization header: a token as Bearer (RFC 6750) or as the user name of
 * Basic with an empty password, or login and password over Basic (RFC 7617). A session is good for reading only, so that
 * no foreign page can make a browser change anything.
 */
@ApplicationScoped
class ApiAuthentication {

    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    /** Tells programs when their token ends, as the reference product does, so that they can warn. */
    private static final String EXPIRATION = "SonarQube-Authentication-Token-Expiration";

    @Inject
    TokenVerifier tokens;

    @Inject
    IdentityStoreHandler passwords;

    @Inject
    SignInAttempts attempts;

    @Inject
    PageAuthentication pages;

    @Inject
    Recognition recognition;

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
        return unknown(context, false);
    }

    private static boolean hasScheme(String authorization, String scheme) {
        return authorization.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private AuthenticationStatus withSession(HttpServletRequest request, HttpMessageContext context)
            throws IOException {
        var user = request.getMethod().equals("GET") || request.getMethod().equals("HEAD")
                ? pages.sessionUser(request)
                : Optional.<User>empty();
        PageAuthentication.session(request).filter(known -> user.isPresent()).ifPresent(recognition::of);
        return user.isPresent()
                ? context.notifyContainerAboutLogin(
                        user.get().login(), user.get().roles())
                : unknown(context, false);
    }

    private AuthenticationStatus withToken(String presented, HttpServletRequest request, HttpMessageContext context)
            throws IOException {
        var token = tokens.verify(presented, client(request));
        if (token.isPresent()) {
            recognition.of(token.get().userId(), token.get().tokenId());
            var expiresOn = token.get().expiresOn();
            if (expiresOn != null) {
                context.getResponse().setHeader(EXPIRATION, ParameterConverters.format(expiresOn));
            }
            return context.notifyContainerAboutLogin(new TokenCaller(token.get()), roles(token.get()));
        }
        var ending = tokens.ending(presented);
        return ending.isPresent()
                ? refuse(
                        context,
                        Errors.endedToken(ending.get().isExpiry(), ending.get().at()))
                : unknown(context, true);
    }

    private static Client client(HttpServletRequest request) {
        return new Client(request.getRemoteAddr(), Objects.requireNonNullElse(request.getHeader("User-Agent"), ""));
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
            return unknown(context, false);
        }
        var name = pair.substring(0, colon);
        var password = pair.substring(colon + 1);
        if (password.isEmpty()) {
            return withToken(name, request, context);
        }
        var wait = attempts.wait(name, request.getRemoteAddr());
        if (wait.isPresent()) {
            Errors.send(context.getResponse(), Errors.tooManyRequests(wait.get()));
            return AuthenticationStatus.SEND_FAILURE;
        }
        var result = passwords.validate(new UsernamePasswordCredential(name, password));
        if (result.getStatus() == CredentialValidationResult.Status.VALID) {
            attempts.succeeded(name, request.getRemoteAddr());
            recognition.of(((Caller) result.getCallerPrincipal()).userId());
            return context.notifyContainerAboutLogin(result);
        }
        attempts.failed(name, request.getRemoteAddr());
        recognition.failed(name);
        return unknown(context, false);
    }

    private static @Nullable String decode(String encoded) {
        try {
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static AuthenticationStatus unknown(HttpMessageContext context, boolean badToken) throws IOException {
        return refuse(context, Errors.unauthorized(badToken));
    }

    /** What anybody may call goes on as anonymous. */
    private static AuthenticationStatus refuse(HttpMessageContext context, Response answer) throws IOException {
        if (!context.isProtected()) {
            return context.doNothing();
        }
        Errors.send(context.getResponse(), answer);
        return AuthenticationStatus.SEND_FAILURE;
    }
}

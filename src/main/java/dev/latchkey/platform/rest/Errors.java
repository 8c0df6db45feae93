package dev.latchkey.platform.rest;

import dev.latchkey.shared.ApiPath;
import dev.latchkey.shared.BusinessException;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.Fault;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.Message;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.OverloadedException;
import dev.latchkey.shared.RateExceededException;
import dev.latchkey.shared.TooManyAttemptsException;
import dev.latchkey.shared.UnauthorizedException;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The body of every error response, with one entry per error. */
public record Errors(List<Entry> errors) {

    static final String BASIC = "Basic realm=\"Latchkey\", charset=\"UTF-8\"";

    private static final String BEARER = "Bearer realm=\"Latchkey\"";

    /** A scope-token (RFC 6749, section 3.3), as long as scopes can be: it needs no quoting. */
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,100}");

    private static final String FORBIDDEN = Errors.class.getName() + ".forbidden";

    /**
     * One error.
     *
     * @param msg the error in plain English
     * @param field the invalid parameter; null when the error concerns no single parameter
     */
    @JsonbPropertyOrder({"msg", "field"}) // scripts look for {"errors":[{"msg":
    public record Entry(String msg, @Nullable String field) {}

    static Errors of(String message) {
        return new Errors(List.of(new Entry(message, null)));
    }

    static Response response(int status, List<Fault> faults) {
        return response(
                status,
                new Errors(faults.stream()
                        .map(fault -> new Entry(fault.in(Locale.ENGLISH), fault.field()))
                        .toList()));
    }

    /** An error without a field. */
    public static Response response(int status, String message) {
        return response(status, of(message));
    }

    private static Response response(int status, Errors errors) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(errors)
                .build();
    }

    /** The English words for a key. */
    public static String text(String key, Object... arguments) {
        return Message.of(key, arguments).in(Locale.ENGLISH);
    }

    /** The default message for a status. */
    static String words(int status) {
        return switch (status) {
            case 400 -> text("api.malformed");
            case 403 -> text("api.forbidden");
            case 404 -> text("api.unknown");
            case 405 -> text("api.method");
            case 413 -> text("api.large");
            case 415 -> text("api.media");
            default -> text("api.failed", status);
        };
    }

    /** 404 for clients that look for the API at another path. */
    public static Response nothingHere(String contextPath) {
        return response(404, text("api.elsewhere", contextPath + "/api/"));
    }

    /** 503: the database is temporarily down. */
    public static Response unavailable() {
        return Response.fromResponse(response(503, text("api.unavailable")))
                .header(HttpHeaders.RETRY_AFTER, 5)
                .build();
    }

    /** 429: rate limit exceeded (RFC 6585). */
    private static Response tooManyRequests(Duration wait, BusinessException refused) {
        return Response.fromResponse(response(429, refused))
                .header(HttpHeaders.RETRY_AFTER, wait.toSeconds())
                .build();
    }

    /** 503: too many concurrent costly operations. */
    static Response overloaded(OverloadedException overloaded) {
        return Response.fromResponse(response(503, overloaded))
                .header(HttpHeaders.RETRY_AFTER, overloaded.retryAfter().toSeconds())
                .build();
    }

    /** The response to a refusal by a service. */
    public static Response refusal(BusinessException refused) {
        if (refused instanceof TooManyAttemptsException guessed) {
            return tooManyRequests(guessed.retryAfter(), refused);
        }
        if (refused instanceof RateExceededException tooMuch) {
            return tooManyRequests(tooMuch.retryAfter(), refused);
        }
        if (refused instanceof OverloadedException overloaded) {
            return overloaded(overloaded);
        }
        if (refused instanceof UnauthorizedException) {
            return Response.fromResponse(response(401, refused))
                    .header(HttpHeaders.WWW_AUTHENTICATE, BEARER)
                    .build();
        }
        return response(status(refused), refused);
    }

    private static Response response(int status, BusinessException refused) {
        return response(status, List.of(refused.fault()));
    }

    private static int status(BusinessException refused) {
        if (refused instanceof NotFoundException) {
            return 404;
        }
        if (refused instanceof ConflictException) {
            return 409;
        }
        return refused instanceof ForbiddenException ? 403 : 400;
    }

    /**
     * Sets the message for a 403 in this call.
     *
     * @param key replaces the default message
     */
    public static void explainForbidden(HttpServletRequest request, String key) {
        request.setAttribute(FORBIDDEN, text(key));
    }

    /** 403: the caller lacks the role. */
    static Response forbidden(HttpServletRequest request) {
        var words = request.getAttribute(FORBIDDEN);
        if (words instanceof Response refusal) {
            return refusal;
        }
        return response(403, words instanceof String explained ? explained : text("api.forbidden"));
    }

    /**
     * Has this call answered with 403, because the token is limited to scopes that do not open it (RFC 6750, section 3.1).
     *
     * @param needed the scope that would; empty if none does
     */
    public static void refuseForScope(HttpServletRequest request, Optional<String> needed) {
        request.setAttribute(FORBIDDEN, insufficientScope(needed));
    }

    /**
     * Has a caller without the role that this call takes told which scope its token would need, whether it came with a token
     * or with a password (RFC 6750, section 3.1).
     */
    public static void explainScope(HttpServletRequest request, String scope) {
        request.setAttribute(FORBIDDEN, insufficientScope(Optional.of(scope), text("api.scope.token", scope)));
    }

    /** The answer to a call that was refused for its scopes before it began; empty for others. */
    static Optional<Response> refusedForScope(HttpServletRequest request) {
        return request.getAttribute(FORBIDDEN) instanceof Response refusal ? Optional.of(refusal) : Optional.empty();
    }

    /**
     * 401 with the schemes of the API (RFC 6750, section 3; RFC 7617, section 2.1). Browsers are not offered Basic:
     * they would prompt for a password in the middle of a page, and store it.
     */
    public static Response unauthorized(HttpServletRequest request, boolean badToken) {
        // no password opens an endpoint of OAuth
        var key = ApiPath.isOAuth(request.getServletPath()) ? "api.oauth.unauthorized" : "api.unauthorized";
        var answer = Response.fromResponse(response(401, text(badToken ? "api.token.bad" : key)))
                .header(HttpHeaders.WWW_AUTHENTICATE, badToken ? "Bearer error=\"invalid_token\"" : BEARER);
        if (!badToken && !isBrowser(request)) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, BASIC);
        }
        return answer.build();
    }

    /** Browsers send Accept-Language; programs that wait for a challenge do not. */
    private static boolean isBrowser(HttpServletRequest request) {
        return request.getHeader("Sec-Fetch-Mode") != null || request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null;
    }

    /** 401 for an expired or revoked token, to a caller who holds it (RFC 6750, section 3.1). */
    public static Response endedToken(boolean expired, Instant at) {
        return invalidToken(text(expired ? "api.token.expired" : "api.token.revoked", ParameterConverters.format(at)));
    }

    /** 401 for an active token that may not be used from where the caller is; does not say from where it may. */
    public static Response strayToken() {
        return invalidToken(text("api.token.elsewhere"));
    }

    private static Response invalidToken(String words) {
        return Response.fromResponse(response(401, words))
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"invalid_token\", error_description=\"" + words + '"')
                .build();
    }

    /**
     * 403: the token is limited to scopes that do not open this call (RFC 6750, section 3.1).
     *
     * @param needed the scope that would; empty if none does. The challenge leaves out what cannot be a scope.
     */
    public static Response insufficientScope(Optional<String> needed) {
        return insufficientScope(
                needed, needed.map(scope -> text("api.scope.needed", scope)).orElseGet(() -> text("api.scope.none")));
    }

    private static Response insufficientScope(Optional<String> needed, String words) {
        var challenge = "Bearer error=\"insufficient_scope\""
                + needed.filter(SCOPE.asMatchPredicate())
                        .map(scope -> ", scope=\"" + scope + '"')
                        .orElse("");
        return Response.fromResponse(response(403, words))
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
    }

    /** Sends a response outside of resources: an error in the form of OAuth at its endpoints, and without a body to gateways. */
    public static void send(HttpServletRequest request, HttpServletResponse response, Response answer)
            throws IOException {
        send(request.getServletPath(), request, response, answer);
    }

    /** @param path of the call, without the context path */
    static void send(String path, HttpServletRequest request, HttpServletResponse response, Response answer)
            throws IOException {
        if (ApiPath.isCheck(path)) {
            send(response, Response.fromResponse(answer).entity(null).build());
        } else if (ApiPath.isOAuth(path)) {
            send(response, OAuthEndpoint.refusal(answer, request));
        } else {
            send(response, answer);
        }
    }

    private static void send(HttpServletResponse response, Response answer) throws IOException {
        response.setStatus(answer.getStatus());
        answer.getStringHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        if (!answer.hasEntity()) {
            response.setContentLength(0);
            return;
        }
        Json.write(response, answer.getEntity());
    }
}

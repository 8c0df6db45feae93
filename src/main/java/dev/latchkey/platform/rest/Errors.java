package dev.latchkey.platform.rest;

import dev.latchkey.shared.Message;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The body of every answer that is an error, one entry per fault. */
public record Errors(List<Fault> errors) {

    /** One fault in plain words. */
    public record Fault(String msg) {}

    static Errors of(List<String> messages) {
        return new Errors(messages.stream().map(Fault::new).toList());
    }

    static Response response(int status, List<String> messages) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(of(messages))
                .build();
    }

    static Response response(int status, String message) {
        return response(status, List.of(message));
    }

    static String text(String key, Object... arguments) {
        return Message.of(key, arguments).in(Locale.ENGLISH);
    }

    /** What is said of a status of which no more is known. */
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

    /** 404 for a program that looks for the API elsewhere. */
    public static Response nothingHere(String contextPath) {
        return response(404, text("api.elsewhere", contextPath + "/api/"));
    }

    /** 503: the database is away, and is expected back. */
    public static Response unavailable() {
        return Response.fromResponse(response(503, text("api.unavailable")))
                .header(HttpHeaders.RETRY_AFTER, 5)
                .build();
    }

    /** 429: too many failed attempts to sign in (RFC 6585). */
    public static Response tooManyRequests(Duration wait) {
        return tooManyRequests(wait, text("authentication.attempts", wait.toSeconds()));
    }

    /** 429 for any other reason. */
    static Response tooManyRequests(Duration wait, String words) {
        return Response.fromResponse(response(429, words))
                .header(HttpHeaders.RETRY_AFTER, wait.toSeconds())
                .build();
    }

    /** 401 with the scheme that the API takes (RFC 6750, section 3). */
    public static Response unauthorized(boolean badToken) {
        return Response.fromResponse(response(401, text(badToken ? "api.token.bad" : "api.unauthorized")))
                .header(HttpHeaders.WWW_AUTHENTICATE, badToken ? "Bearer error=\"invalid_token\"" : "Bearer")
                .build();
    }

    /** 401 for a token that was good once, to who has proven to hold it (RFC 6750, section 3.1). */
    public static Response endedToken(boolean expired, Instant at) {
        var words = text(expired ? "api.token.expired" : "api.token.revoked", ParameterConverters.format(at));
        return Response.fromResponse(response(401, words))
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"invalid_token\", error_description=\"" + words + '"')
                .build();
    }

    /** Answers where no resource is reached. */
    public static void send(HttpServletResponse response, Response answer) throws IOException {
        response.setStatus(answer.getStatus());
        answer.getStringHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentType(MediaType.APPLICATION_JSON);
        var body = JsonbBuilder.create().toJson(answer.getEntity()).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}

package dev.latchkey.platform.rest;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An endpoint of OAuth 2 (RFC 6749): takes a form by POST, with each parameter once, and answers bad ones as section 5.2
 * says. A servlet, because all of JAX-RS is below {@code /api}. Reads the form itself, so that a value in the query, which
 * logs keep, is no parameter.
 */
public abstract class OAuthEndpoint extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** An error (RFC 6749, section 5.2). */
    @JsonbPropertyOrder({"error", "error_description"})
    public record OAuthError(
            String error,
            @JsonbProperty("error_description") String description) {

        private static final Pattern NOT_ALLOWED = Pattern.compile("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]");

        /** @param description in which each character that is not allowed there becomes a question mark */
        public OAuthError {
            description = NOT_ALLOWED.matcher(description).replaceAll("?");
        }
    }

    /**
     * A refusal of a call to one of these endpoints in the form of OAuth, with a challenge of the scheme that the client has
     * tried (section 5.2; RFC 6750, section 3.1).
     */
    static Response refusal(Response refused, HttpServletRequest request) {
        if (!(refused.getEntity() instanceof Errors errors)) {
            return refused;
        }
        var scheme =
                String.valueOf(request.getHeader(HttpHeaders.AUTHORIZATION)).toLowerCase(Locale.ROOT);
        var words = errors.errors().get(0).msg();
        var answer = Response.fromResponse(refused)
                .entity(new OAuthError(code(refused.getStatus(), scheme.startsWith("bearer ")), words));
        var challenges = String.valueOf(refused.getHeaderString(HttpHeaders.WWW_AUTHENTICATE));
        if (refused.getStatus() == 401 && scheme.startsWith("basic ") && !challenges.contains(Errors.BASIC)) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, Errors.BASIC);
        }
        return answer.build();
    }

    private static String code(int status, boolean withBearer) {
        return switch (status) {
            case 401 -> withBearer ? "invalid_token" : "invalid_client";
            case 403 -> "insufficient_scope";
            case 429, 503 -> "temporarily_unavailable";
            case 500 -> "server_error";
            default -> "invalid_request";
        };
    }

    /**
     * @param form its parameters; blank ones and those of the query count as absent (section 3.2)
     */
    protected abstract Response answer(Map<String, String> form, HttpServletRequest request);

    /**
     * The value of a parameter.
     *
     * @throws WebApplicationException if it is absent
     */
    protected static String required(Map<String, String> form, String name) {
        var value = form.get(name);
        if (value == null) {
            throw invalidRequest(400, Errors.text("api.oauth.missing", name));
        }
        return value;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Errors.send(request, response, answer(request));
    }

    private Response answer(HttpServletRequest request) {
        if (!request.getMethod().equals("POST")) {
            return Response.fromResponse(Errors.response(405, Errors.text("api.oauth.post")))
                    .header(HttpHeaders.ALLOW, "POST")
                    .build();
        }
        try {
            return answer(form(request), request);
        } catch (IOException | RuntimeException e) {
            return ErrorMapper.answer(e, request);
        }
    }

    private static Map<String, String> form(HttpServletRequest request) throws IOException {
        var type = String.valueOf(request.getContentType()).split(";", 2)[0].strip();
        if (!type.equalsIgnoreCase(MediaType.APPLICATION_FORM_URLENCODED)) {
            throw invalidRequest(400, Errors.text("api.oauth.form"));
        }
        var body = request.getInputStream().readNBytes(RequestParameters.LONGEST_FORM + 1);
        if (body.length > RequestParameters.LONGEST_FORM) {
            throw invalidRequest(413, Errors.words(413));
        }
        var form = new LinkedHashMap<String, String>();
        RequestParameters.read(new String(body, StandardCharsets.ISO_8859_1), (name, value) -> {
            if (form.putIfAbsent(name, value) != null) {
                throw invalidRequest(400, Errors.text("api.parameter.twice", name));
            }
        });
        form.values().removeIf(String::isBlank);
        return form;
    }

    protected static WebApplicationException invalidRequest(int status, String words) {
        return new WebApplicationException(Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuthError("invalid_request", words))
                .build());
    }
}

package dev.latchkey.token.rest;

import dev.latchkey.platform.rest.Errors;
import dev.latchkey.platform.rest.RequestParameters;
import dev.latchkey.platform.rest.WordList;
import dev.latchkey.token.TokenCaller;
import dev.latchkey.token.TokenFacts;
import dev.latchkey.token.TokenVerifier;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers gateways that ask about each request with its headers: 200, 401 or 403, and who calls in headers. There is no body,
 * because some gateways would give it to their client as the answer of the service. Takes any method, since some gateways repeat
 * that of the request. Only a token counts: neither a session nor a password.
 */
@WebServlet({"/check", "/check/*"})
public class GatewayCheck extends HttpServlet {

    private static final long serialVersionUID = 1;

    private static final String PREFIX = "X-Latchkey-";

    /** Gateways take 4 or 8 KiB of headers unless they are told otherwise. */
    private static final int LONGEST_GROUPS = 2048;

    @Inject
    transient TokenVerifier tokens;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var caller = request.getUserPrincipal() instanceof TokenCaller token
                ? tokens.facts(token)
                : Optional.<TokenFacts>empty();
        if (caller.isEmpty()) {
            Errors.send(request, response, Errors.unauthorized(request, false));
            return;
        }
        var facts = caller.get();
        // With a path, it is the request of a client that follows, and no demand of the gateway.
        var refusal = request.getPathInfo() == null ? refusal(request, facts) : Optional.<Response>empty();
        if (refusal.isPresent()) {
            Errors.send(request, response, refusal.get());
            return;
        }
        tell(response, facts);
    }

    /** The demands are in the query alone: a form is the client's. */
    private static Optional<Response> refusal(HttpServletRequest request, TokenFacts token) {
        var refusals = new ArrayList<Response>();
        try {
            RequestParameters.readQuery(
                    request, (name, value) -> refusal(name, value, token).ifPresent(refusals::add));
        } catch (BadRequestException e) {
            return Optional.of(Errors.insufficientScope(Optional.empty()));
        }
        return refusals.stream().findFirst();
    }

    /** Refuses a demand that the token does not meet, and one that nobody understands: a mistake must not open the service. */
    private static Optional<Response> refusal(String name, String value, TokenFacts token) {
        return switch (name) {
            case "scope" -> lacking(value, token.scopes()).map(scope -> Errors.insufficientScope(Optional.of(scope)));
            case "group" -> lacking(value, token.groups()).map(group -> Errors.insufficientScope(Optional.empty()));
            default -> Optional.of(Errors.insufficientScope(Optional.empty()));
        };
    }

    /** The first of the names that is missing; an empty one if there are no names, as from a variable that is not set. */
    private static Optional<String> lacking(String names, Collection<String> held) {
        var required = WordList.parse(names);
        return required.isEmpty()
                ? Optional.of("")
                : required.stream().filter(name -> !held.contains(name)).findFirst();
    }

    private static void tell(HttpServletResponse response, TokenFacts token) {
        response.setHeader(PREFIX + "Login", encoded(token.login()));
        response.setHeader(PREFIX + "Subject", Long.toString(token.userId()));
        response.setHeader(PREFIX + "Scopes", String.join(" ", token.scopes()));
        var groups = encoded(token.groups());
        response.setHeader(PREFIX + "Groups", groups.length() > LONGEST_GROUPS ? "" : groups);
        if (groups.length() > LONGEST_GROUPS) {
            response.setHeader(PREFIX + "Groups-Omitted", "true");
        }
        response.setHeader(PREFIX + "Token-Id", Long.toString(token.tokenId()));
        response.setHeader(
                PREFIX + "Expires", token.endsAt() == null ? "" : token.endsAt().toString());
        response.setContentLength(0);
    }

    private static String encoded(List<String> names) {
        return names.stream().map(GatewayCheck::encoded).collect(Collectors.joining(","));
    }

    /** A header is ASCII, and a comma separates the names of groups (RFC 3986, section 2.1). */
    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%40", "@");
    }
}

package dev.latchkey.token.rest;

import dev.latchkey.platform.rest.Errors;
import dev.latchkey.platform.rest.WordList;
import dev.latchkey.token.TokenCaller;
import dev.latchkey.token.TokenFacts;
import dev.latchkey.token.TokenVerifier;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        var isDemand = request.getPathInfo() == null;
        var scope = lacking(isDemand ? request.getParameterValues("scope") : null, facts.scopes());
        if (scope.isPresent()) {
            Errors.send(request, response, Errors.insufficientScope(scope));
            return;
        }
        if (lacking(isDemand ? request.getParameterValues("group") : null, facts.groups())
                .isPresent()) {
            Errors.send(request, response, Errors.insufficientScope(Optional.empty()));
            return;
        }
        tell(response, facts);
    }

    /** The first of the required names that is missing. A parameter more can only demand more. */
    private static Optional<String> lacking(String @Nullable [] required, Collection<String> held) {
        return required == null
                ? Optional.empty()
                : Arrays.stream(required)
                        .flatMap(names -> WordList.parse(names).stream())
                        .filter(name -> !held.contains(name))
                        .findFirst();
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

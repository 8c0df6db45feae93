package dev.latchkey.token.rest;

import dev.latchkey.platform.Settings;
import dev.latchkey.platform.rest.Errors;
import dev.latchkey.platform.rest.OAuthEndpoint;
import dev.latchkey.scope.OwnScope;
import dev.latchkey.shared.AddressRange;
import dev.latchkey.token.Client;
import dev.latchkey.token.Introspection;
import dev.latchkey.token.TokenFacts;
import dev.latchkey.token.TokenType;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Introspects tokens (RFC 7662). Ignores {@code token_type_hint}, as section 2.1 allows: there is one type. */
@WebServlet("/oauth2/introspect")
public class IntrospectionEndpoint extends OAuthEndpoint {

    private static final long serialVersionUID = 1;

    @EJB
    transient Introspection introspection;

    @Inject
    transient Settings settings;

    /** The answer about a token that is not active tells nothing else (section 2.2). */
    public record Inactive(boolean active) {}

    /**
     * The answer about an active token (section 2.2).
     *
     * @param scope names with spaces between; null for a token without scopes
     * @param sub the owner's id, which outlives renames
     * @param exp in seconds since 1970, as is {@code iat}; null for a token without end
     * @param iss the public URL of this server; null if none is configured
     * @param jti the token's id
     */
    public record Active(
            boolean active,
            @Nullable String scope,
            String username,
            @JsonbProperty("token_type") String tokenType,
            @Nullable Long exp,
            long iat,
            String sub,
            @Nullable String iss,
            String jti,
            TokenType type,
            @Nullable String project,
            List<String> groups) {

        static Active of(TokenFacts token, @Nullable String issuer) {
            return new Active(
                    true,
                    token.scopes().isEmpty() ? null : String.join(" ", token.scopes()),
                    token.login(),
                    "Bearer",
                    seconds(token.endsAt()),
                    token.createdAt().getEpochSecond(),
                    Long.toString(token.userId()),
                    issuer,
                    Long.toString(token.tokenId()),
                    token.type(),
                    token.projectKey(),
                    token.groups());
        }

        private static @Nullable Long seconds(@Nullable Instant moment) {
            return moment == null ? null : moment.getEpochSecond();
        }
    }

    /** The address of the service's caller, if the service sends it, as section 2.1 suggests; otherwise its own. */
    private static String caller(Map<String, String> form, HttpServletRequest request) {
        var given = form.get("client_address");
        if (given == null) {
            return request.getRemoteAddr();
        }
        return AddressRange.only(given.strip())
                .map(AddressRange::toString)
                .orElseThrow(() -> invalidRequest(400, Errors.text("api.oauth.address")));
    }

    @Override
    protected Response answer(Map<String, String> form, HttpServletRequest request) {
        var agent = request.getHeader("User-Agent");
        var client = new Client(caller(form, request), agent == null ? "" : agent);
        Errors.explainScope(request, OwnScope.INTROSPECT.scopeName());
        var token = introspection.of(required(form, "token"), client);
        var issuer = settings.issuer().orElse(null);
        return Response.ok()
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(token.isPresent() ? Active.of(token.get(), issuer) : new Inactive(false))
                .build();
    }
}

package dev.latchkey.token.rest;

import dev.latchkey.platform.Settings;
import dev.latchkey.platform.rest.Errors;
import dev.latchkey.scope.OwnScope;
import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Says where the endpoints of OAuth 2 are (RFC 8414). Needs the public URL. */
@WebServlet("/.well-known/oauth-authorization-server")
public class AuthorizationServerMetadata extends HttpServlet {

    private static final long serialVersionUID = 1;

    private static final List<String> METHODS = List.of("GET", "HEAD");

    @Inject
    transient Settings settings;

    /**
     * Members of section 2. Neither responses nor grants are supported, since tokens are generated on pages and by the Web
     * API. Both lists are there although they are empty: without the latter, two grants would count as supported.
     */
    public record Metadata(
            String issuer,

            @JsonbProperty("response_types_supported") List<String> responseTypes,

            @JsonbProperty("grant_types_supported") List<String> grantTypes,

            @JsonbProperty("scopes_supported") List<String> scopes,

            @JsonbProperty("introspection_endpoint") String introspectionEndpoint,

            @JsonbProperty("introspection_endpoint_auth_methods_supported")
            List<String> introspectionAuthentication,

            @JsonbProperty("revocation_endpoint") String revocationEndpoint,

            @JsonbProperty("revocation_endpoint_auth_methods_supported")
            List<String> revocationAuthentication) {

        static Metadata of(String issuer) {
            return new Metadata(
                    issuer,
                    List.of(),
                    List.of(),
                    Arrays.stream(OwnScope.values()).map(OwnScope::scopeName).toList(),
                    issuer + "/oauth2/introspect",
                    List.of("client_secret_basic", "Bearer"),
                    issuer + "/oauth2/revoke",
                    List.of("none"));
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (METHODS.contains(request.getMethod())) {
            super.service(request, response);
            return;
        }
        Errors.send(
                request,
                response,
                Response.fromResponse(Errors.response(405, Errors.text("api.method")))
                        .header(HttpHeaders.ALLOW, String.join(", ", METHODS))
                        .build());
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var issuer = settings.issuer();
        if (issuer.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Errors.send(
                request,
                response,
                Response.ok().entity(Metadata.of(issuer.get())).build());
    }
}

package dev.latchkey.authentication.rest;

import dev.latchkey.authentication.PageAuthentication;
import dev.latchkey.platform.rest.Errors;
import dev.latchkey.platform.rest.IgnoresUnknownParameters;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.token.AccessToken;
import dev.latchkey.token.TokenCaller;
import dev.latchkey.token.TokenService;
import dev.latchkey.token.TokenType;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Validates credentials, and signs in and out. */
@Path("authentication")
@Tag(name = "authentication")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirements
@RequestScoped
public class AuthenticationResource {

    @Inject
    SecurityContext security;

    @Inject
    PageAuthentication authentication;

    @Inject
    TokenService tokens;

    /**
     * Whether the call was authenticated.
     *
     * @param tokenType the type of the token of the call; null if none
     * @param projectKey the project of a token of type PROJECT_ANALYSIS_TOKEN
     */
    public record Validity(
            boolean valid,
            @Nullable TokenType tokenType,
            @Nullable String projectKey) {}

    @GET
    @Path("validate")
    @IgnoresUnknownParameters
    @Operation(
            summary = "Check credentials",
            description =
                    "Send the token or login and password to be checked in the Authorization header. Of a token its type is"
                            + " told: one that analyses acts for nobody here.")
    @APIResponse(responseCode = "200", description = "true for good credentials, false for none or bad ones")
    public Validity validate() {
        var token = security.getPrincipalsByType(TokenCaller.class).isEmpty()
                ? Optional.<AccessToken>empty()
                : tokens.ofCaller();
        return new Validity(
                security.getCallerPrincipal() != null,
                token.map(AccessToken::type).orElse(null),
                token.map(AccessToken::projectKey).orElse(null));
    }

    @POST
    @Path("login")
    @IgnoresUnknownParameters
    @Operation(summary = "Begin a session", description = "The session's cookie is good for GET only.")
    @APIResponse(responseCode = "200", description = "Signed in; the answer sets the cookie")
    @APIResponse(responseCode = "401", description = "Login or password are wrong")
    @APIResponse(responseCode = "429", description = "Too many failed attempts; see Retry-After")
    public Response login(
            @Parameter(description = "Who", example = "ann") @FormParam("login") @DefaultValue("") String login,
            @Parameter(description = "The password") @FormParam("password") @DefaultValue("") String password,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response) {
        if (login.isBlank()) {
            throw new InvalidException("login", "user.login.invalid");
        }
        if (password.isEmpty()) {
            throw new InvalidException("password", "user.password.invalid");
        }
        return authentication.signIn(request, response, login, password)
                ? Response.ok().build()
                : Errors.unauthorized(request, false);
    }

    @POST
    @Path("logout")
    @IgnoresUnknownParameters
    @Operation(summary = "End the session")
    @APIResponse(responseCode = "200", description = "There is no session any more")
    public Response logout(@Context HttpServletRequest request, @Context HttpServletResponse response)
            throws ServletException {
        authentication.signOut(request, response);
        return Response.ok().build();
    }
}

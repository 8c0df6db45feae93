package dev.latchkey.authentication.rest;

import dev.latchkey.authentication.PageAuthentication;
import dev.latchkey.authentication.SignInAttempts;
import dev.latchkey.platform.rest.Errors;
import dev.latchkey.platform.rest.IgnoresUnknownParameters;
import dev.latchkey.shared.InvalidException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether credentials are good, and sessions for those who want one. */
@Path("authentication")
@Tag(name = "authentication")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirements
@RequestScoped
public class AuthenticationResource {

    @Inject
    SecurityContext security;

    @Inject
    SignInAttempts attempts;

    @Inject
    PageAuthentication authentication;

    /** Whether the call came with good credentials. */
    public record Validity(boolean valid) {}

    @GET
    @Path("validate")
    @IgnoresUnknownParameters
    @Operation(
            summary = "Check credentials",
            description = "Send the token or login and password to be checked in the Authorization header.")
    @APIResponse(responseCode = "200", description = "true for good credentials, false for none or bad ones")
    public Validity validate() {
        return new Validity(security.getCallerPrincipal() != null);
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
        var wait = attempts.wait(login, request.getRemoteAddr());
        if (wait.isPresent()) {
            return Errors.tooManyRequests(wait.get());
        }
        var status = security.authenticate(
                request,
                response,
                AuthenticationParameters.withParams().credential(new UsernamePasswordCredential(login, password)));
        return status == AuthenticationStatus.SUCCESS ? Response.ok().build() : Errors.unauthorized(false);
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

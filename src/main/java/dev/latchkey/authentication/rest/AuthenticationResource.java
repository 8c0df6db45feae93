package dev.latchkey.authentication.rest;

import dev.latchkey.authentication.PageAuthentication;
import dev.latchkey.platform.rest.Errors;
import dev.latchkey.platform.rest.IgnoresUnknownParameters;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.token.TokenCaller;
import dev.latchkey.token.TokenType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Validates credentials, and signs in and out. */
@Path("authentication")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class AuthenticationResource {

    @Inject
    PageAuthentication authentication;

    /**
     * Whether the call was authenticated.
     *
     * @param tokenType the type of the token of the call; null if none
     * @param projectKey the project of a token of type PROJECT_ANALYSIS_TOKEN
     */
    public record Validity(
            boolean valid,
            @Nullable TokenType tokenType,
            @Nullable String projectKey) {

        static Validity of(@Nullable Principal caller) {
            return caller instanceof TokenCaller token
                    ? new Validity(true, token.type(), token.projectKey())
                    : new Validity(caller != null, null, null);
        }
    }

    @GET
    @Path("validate")
    @IgnoresUnknownParameters
    public Validity validate(@Context HttpServletRequest request) {
        return Validity.of(request.getUserPrincipal());
    }

    @POST
    @Path("login")
    @IgnoresUnknownParameters
    public Response login(
            @FormParam("login") @DefaultValue("") String login,
            @FormParam("password") @DefaultValue("") String password,
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
    public Response logout(@Context HttpServletRequest request, @Context HttpServletResponse response)
            throws ServletException {
        authentication.signOut(request, response);
        return Response.ok().build();
    }
}

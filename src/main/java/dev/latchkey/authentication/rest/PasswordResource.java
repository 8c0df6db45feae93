package dev.latchkey.authentication.rest;

import dev.latchkey.authentication.OwnPassword;
import dev.latchkey.platform.rest.IgnoresUnknownParameters;
import dev.latchkey.shared.Text;
import dev.latchkey.user.UserService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Changes the caller's password, or another user's as an administrator. */
@Path("users/change_password")
@Tag(name = "users")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class PasswordResource {

    @Inject
    OwnPassword own;

    @Inject
    UserService users;

    @Inject
    SecurityContext caller;

    @POST
    @IgnoresUnknownParameters
    @Operation(
            summary = "Change a password",
            description = "One's own with the previous one, or anybody else's as an administrator. Sessions of the user"
                    + " end, tokens stay.")
    @APIResponse(responseCode = "204", description = "The user has the new password")
    @APIResponse(responseCode = "400", description = "A parameter breaks a rule, or the previous password is wrong")
    @APIResponse(responseCode = "403", description = "Somebody else's, and the caller is no administrator")
    @APIResponse(responseCode = "404", description = "Nobody has that login")
    @APIResponse(responseCode = "429", description = "Too many wrong passwords; see Retry-After")
    public Response change(
            @Parameter(description = "Who", example = "ann") @FormParam("login") @DefaultValue("") String login,
            @Parameter(description = "The new one, 12–128 characters") @FormParam("password") @DefaultValue("")
                    String password,
            @Parameter(description = "The one of today, for oneself") @FormParam("previousPassword") @DefaultValue("")
                    String previousPassword,
            @Context HttpServletRequest request) {
        if (!Text.isSame(login, caller.getCallerPrincipal().getName())) {
            users.changePassword(login, password);
            return Response.noContent().build();
        }
        own.change(request, previousPassword, password);
        return Response.noContent().build();
    }
}

package dev.latchkey.authentication.rest;

import dev.latchkey.authentication.OwnPassword;
import dev.latchkey.platform.rest.IgnoresUnknownParameters;
import dev.latchkey.shared.Text;
import dev.latchkey.user.UserService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
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

/** Changes the caller's password, or another user's as an administrator. */
@Path("users/change_password")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class PasswordResource {

    @Inject
    OwnPassword own;

    @EJB
    UserService users;

    @Inject
    SecurityContext caller;

    @POST
    @IgnoresUnknownParameters
    public Response change(
            @FormParam("login") @DefaultValue("") String login,
            @FormParam("password") @DefaultValue("") String password,
            @FormParam("previousPassword") @DefaultValue("") String previousPassword,
            @Context HttpServletRequest request) {
        if (!Text.isSame(login, caller.getCallerPrincipal().getName())) {
            users.changePassword(login, password);
            return Response.noContent().build();
        }
        own.change(request, previousPassword, password);
        return Response.noContent().build();
    }
}

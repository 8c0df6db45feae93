package dev.latchkey.authentication.rest;

import dev.latchkey.authentication.UserSessions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signs a user out everywhere. */
@Path("users/end_sessions")
@Tag(name = "users")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SessionsResource {

    @Inject
    UserSessions sessions;

    /** The number of ended sessions. */
    public record Ended(int sessions) {}

    @POST
    @Operation(
            summary = "End every session of a user",
            description = "For administrators. Password and tokens stay good; users/deactivate ends those too.")
    @APIResponse(responseCode = "200", description = "How many there were")
    @APIResponse(responseCode = "404", description = "Nobody has that login")
    public Ended end(
            @Parameter(description = "Who", example = "ann") @FormParam("login") @DefaultValue("") String login) {
        return new Ended(sessions.end(login));
    }
}

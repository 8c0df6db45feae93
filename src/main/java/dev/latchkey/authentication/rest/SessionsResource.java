package dev.latchkey.authentication.rest;

import dev.latchkey.authentication.UserSessions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Signs a user out everywhere. */
@Path("users/end_sessions")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SessionsResource {

    @EJB
    UserSessions sessions;

    /** The number of ended sessions. */
    public record Ended(int sessions) {}

    @POST
    public Ended end(@FormParam("login") @DefaultValue("") String login) {
        return new Ended(sessions.end(login));
    }
}

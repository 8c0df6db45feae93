package dev.latchkey.token.rest;

import dev.latchkey.inventory.TokenFinder;
import dev.latchkey.platform.rest.RequestParameters;
import dev.latchkey.shared.InvalidException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** Finds a token by its value. */
@Path("user_tokens/find")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class TokenFindResource {

    @EJB
    TokenFinder tokens;

    /** The token with the value. */
    public record Found(InventoryToken userToken) {}

    @POST
    public Found find(@FormParam("token") @DefaultValue("") String token, @Context HttpServletRequest request) {
        if (RequestParameters.isInQuery(request, "token")) {
            throw new InvalidException("token", "api.token.body");
        }
        return new Found(InventoryToken.of(tokens.find(token).orElseThrow(TokenFinder::notFound)));
    }
}

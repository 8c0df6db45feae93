package dev.latchkey.inventory.rest;

import dev.latchkey.inventory.TokenFinder;
import dev.latchkey.shared.InvalidException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whose token a value is. */
@Path("user_tokens/find")
@Tag(name = "user_tokens")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class TokenFindResource {

    @Inject
    TokenFinder tokens;

    /** The token that has the value. */
    public record Found(Listed userToken) {}

    @POST
    @Operation(
            summary = "Find a token by its value",
            description =
                    "For administrators. Whose it is and whether it is good, of a token that has ended too. The value"
                            + " must stand in the body; it is kept nowhere. That it was asked for is an entry of the audit log.")
    @APIResponse(responseCode = "200", description = "The token, without its value")
    @APIResponse(responseCode = "400", description = "It can be no token of Latchkey, or stands in the address")
    @APIResponse(responseCode = "403", description = "The caller is no administrator")
    @APIResponse(responseCode = "404", description = "No token has this value")
    public Found find(
            @Parameter(description = "The value that was found somewhere") @FormParam("token") @DefaultValue("")
                    String token,
            @Context UriInfo address) {
        if (address.getQueryParameters().containsKey("token")) {
            throw new InvalidException("token", "api.token.body");
        }
        return new Found(Listed.of(tokens.find(token).orElseThrow(TokenFinder::notFound)));
    }
}

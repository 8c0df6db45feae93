package dev.latchkey.platform.rest;

import dev.latchkey.platform.config.Settings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The version of this server. */
@Path("server")
@Tag(name = "system")
@RequestScoped
public class ServerResource {

    @Inject
    Settings settings;

    @GET
    @Path("version")
    @IgnoresUnknownParameters
    @Produces(MediaType.TEXT_PLAIN)
    @SecurityRequirements
    @Operation(summary = "The product's version as text")
    public String version() {
        return settings.version();
    }
}

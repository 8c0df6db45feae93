package dev.latchkey.platform.rest;

import dev.latchkey.platform.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The version of this server. */
@Path("server")
@ApplicationScoped
public class ServerResource {

    @Inject
    Settings settings;

    @GET
    @Path("version")
    @IgnoresUnknownParameters
    @Produces(MediaType.TEXT_PLAIN)
    public String version() {
        return settings.version();
    }
}

package dev.latchkey.platform.rest;

import dev.latchkey.platform.Settings;
import dev.latchkey.platform.persistence.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Status and health of the server. */
@Path("system")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SystemResource {

    @Inject
    Settings settings;

    @Inject
    Database database;

    /** The status for monitoring. */
    public record Status(String id, String version, String status) {}

    /** GREEN, or RED with causes. */
    public record Health(String health, List<Cause> causes) {}

    /** The cause of a problem. */
    public record Cause(String message) {}

    @GET
    @Path("status")
    @IgnoresUnknownParameters
    public Status status() {
        return new Status("latchkey", settings.version(), database.isUp() ? "UP" : "DOWN");
    }

    @GET
    @Path("ping")
    @IgnoresUnknownParameters
    @Produces(MediaType.TEXT_PLAIN)
    public String ping() {
        return "pong";
    }

    @GET
    @Path("health")
    @IgnoresUnknownParameters
    public Health health() {
        return database.isUp()
                ? new Health("GREEN", List.of())
                : new Health("RED", List.of(new Cause("The database does not answer")));
    }
}

package dev.latchkey.bench;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;

/** The least that a JAX-RS resource can do: a constant answer. */
@Path("resource")
public class ConstantResource {

    static final String PATH = "/rest/resource";

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String answer() {
        return ConstantServlet.ANSWER;
    }

    @ApplicationPath("rest")
    public static class Rest extends Application {}
}

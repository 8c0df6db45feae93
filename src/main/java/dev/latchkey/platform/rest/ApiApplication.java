package dev.latchkey.platform.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** The Web API. */
@ApplicationPath("api")
public class ApiApplication extends Application {

    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                // No generated WADL in addition to the OpenAPI document.
                "jersey.config.server.wadl.disableWadl",
                true,
                // RequestParameters reads them. Jersey would log the full URL of a form without a body, secrets
                // included.
                "jersey.config.servlet.form.queryParams.disabled",
                true);
    }
}

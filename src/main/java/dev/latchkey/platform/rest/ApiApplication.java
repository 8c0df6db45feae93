package dev.latchkey.platform.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** The Web API. */
@ApplicationPath("api")
@OpenAPIDefinition(
        info = @Info(title = "Latchkey Web API", version = "1.0", description = """
                                Administers access tokens. GET reads, POST changes. Parameters are form fields or stand in the query; \
                                passwords and values of tokens belong in the form, since addresses end up in logs. A parameter must not \
                                be blank, except q, description and email, and a filter that a call does not know is refused. \
                                Errors are {"errors":[{"msg":"…"}]}: 400 for bad input, 401 without good credentials, 403 for a caller \
                                who may not, 404 for what does not exist, 409 when somebody else was faster, 429 after too many failed \
                                sign-ins, 503 while the database is away. A moment is written 2026-11-23T17:26:15+0000; an expiration date is given as 2027-01-01."""),
        security = {@SecurityRequirement(name = "token"), @SecurityRequirement(name = "basic")})
@SecurityScheme(
        securitySchemeName = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "A token of a user.")
@SecurityScheme(
        securitySchemeName = "basic",
        type = SecuritySchemeType.HTTP,
        scheme = "basic",
        description = "A token as user name with an empty password, or login and password.")
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

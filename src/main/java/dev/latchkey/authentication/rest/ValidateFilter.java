package dev.latchkey.authentication.rest;

import dev.latchkey.authentication.rest.AuthenticationResource.Validity;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Answers {@link AuthenticationResource#validate} without JAX-RS, which costs more than the check itself: gateways send
 * this call for each request that they receive. A call with parameters or another method goes to the resource.
 */
public class ValidateFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final Jsonb JSON = JsonbBuilder.create();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!request.getMethod().equals("GET") || request.getQueryString() != null) {
            chain.doFilter(request, response);
            return;
        }
        var body = JSON.toJson(Validity.of(request.getUserPrincipal())).getBytes(StandardCharsets.UTF_8);
        response.setContentType(MediaType.APPLICATION_JSON);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}

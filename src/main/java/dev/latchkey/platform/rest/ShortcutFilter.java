package dev.latchkey.platform.rest;

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
import java.util.Optional;

/**
 * Answers the plainest form of a call that programs send all the time, without JAX-RS, which costs more than a short read.
 * Every other form, and every error, is left to the resource, which defines the call.
 */
public abstract class ShortcutFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final Jsonb JSON = JsonbBuilder.create();

    /**
     * What the resource would return.
     *
     * @param request a GET request
     * @return empty to leave the call to the resource
     */
    protected abstract Optional<?> answer(HttpServletRequest request);

    @Override
    protected final void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var answer = request.getMethod().equals("GET") ? answer(request) : Optional.empty();
        if (answer.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var body = JSON.toJson(answer.get()).getBytes(StandardCharsets.UTF_8);
        response.setContentType(MediaType.APPLICATION_JSON);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}

package dev.latchkey.platform.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Answers the plainest form of a call that programs send all the time, without JAX-RS, which is a large part of what such a
 * call costs. The resource defines the call, and answers every other form of it.
 */
public abstract class ShortcutFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final Logger LOG = Logger.getLogger(ShortcutFilter.class.getName());

    /**
     * What the resource would return or throw.
     *
     * @param request a GET request
     * @return empty to leave the call to the resource
     */
    protected abstract Optional<?> answer(HttpServletRequest request);

    @Override
    protected final void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<?> answer;
        try {
            answer = request.getMethod().equals("GET") ? answer(request) : Optional.empty();
        } catch (RuntimeException e) {
            Errors.send(request, response, ErrorMapper.answer(e, request));
            return;
        }
        if (answer.isEmpty()) {
            chain.doFilter(request, response);
        } else {
            send(response, answer.get());
        }
    }

    private static void send(HttpServletResponse response, Object answer) {
        try {
            Json.write(response, answer);
        } catch (IOException e) {
            LOG.log(Level.FINE, "The client disconnected: {0}", e.toString());
        }
    }
}

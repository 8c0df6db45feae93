package dev.latchkey.authentication;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * Redirects to a path as it stands (RFC 9110, 10.2.2). The container would write down before it the scheme and the host
 * that it sees, which behind a reverse proxy are not those that the reader sees.
 */
class RelativeRedirects extends HttpServletResponseWrapper {

    RelativeRedirects(HttpServletResponse response) {
        super(response);
    }

    /** @param location a path from the root */
    @Override
    public void sendRedirect(String location) {
        resetBuffer();
        setStatus(SC_FOUND);
        setHeader("Location", location);
    }
}

package dev.latchkey.platform.web;

import dev.latchkey.platform.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * The well-known files at the root of a host: robots.txt, which excludes crawlers (RFC 9309), the URL for changing
 * passwords (W3C), and security.txt (RFC 9116).
 */
@WebServlet({WellKnown.ROBOTS, WellKnown.CHANGE_PASSWORD, WellKnown.SECURITY})
public class WellKnown extends HttpServlet {

    static final String ROBOTS = "/robots.txt";
    static final String CHANGE_PASSWORD = "/.well-known/change-password";
    static final String SECURITY = "/.well-known/security.txt";

    private static final long serialVersionUID = 1;

    /** RFC 9116 recommends less than a year. The date moves with each request. */
    private static final int DAYS_GOOD = 90;

    @Inject
    transient Settings settings;

    @Inject
    transient Clock clock;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getServletPath()) {
            case ROBOTS -> write(response, "User-agent: *\nDisallow: /\n");
            case CHANGE_PASSWORD -> response.sendRedirect(request.getContextPath() + "/account/security");
            default -> {
                var contact = settings.securityContact();
                if (contact.isEmpty()) {
                    response.sendError(HttpServletResponse.SC_NOT_FOUND);
                    return;
                }
                var until = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(DAYS_GOOD, ChronoUnit.DAYS);
                write(
                        response,
                        "Contact: " + contact.get() + "\nExpires: " + until + "\nPreferred-Languages: en, de\n");
            }
        }
    }

    private static void write(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().write(text);
    }
}

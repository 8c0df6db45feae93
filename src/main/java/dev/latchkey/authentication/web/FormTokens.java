package dev.latchkey.authentication.web;

import dev.latchkey.authentication.FormToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Servlets;

/** Checks the token of stateless forms; a form without it is shown again. */
public class FormTokens extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        FormToken.issue(request, response);
        if (request.getMethod().equals("POST") && !isOfOurs(request)) {
            Servlets.facesRedirect(request, response, request.getContextPath() + request.getServletPath());
            return;
        }
        chain.doFilter(request, response);
    }

    /** Faces and PrimeFaces fail on foreign view state or nonces. */
    private static boolean isOfOurs(HttpServletRequest request) {
        return FormToken.isRepeated(request)
                && "stateless".equals(request.getParameter("jakarta.faces.ViewState"))
                && isNonce(request.getParameter("primefaces.nonce"));
    }

    private static boolean isNonce(@Nullable String nonce) {
        try {
            UUID.fromString(new String(Base64.getDecoder().decode(String.valueOf(nonce)), StandardCharsets.US_ASCII));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

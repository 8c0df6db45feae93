package dev.latchkey.token.rest;

import dev.latchkey.platform.rest.OAuthEndpoint;
import dev.latchkey.token.RevocationByValue;
import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * Revokes a token by its value (RFC 7009). Ignores the type that the caller assumes ({@code token_type_hint}), as section
 * 2.1 allows: there is one type.
 */
@WebServlet("/oauth2/revoke")
public class RevocationEndpoint extends OAuthEndpoint {

    private static final long serialVersionUID = 1;

    @EJB
    transient RevocationByValue revocation;

    @Override
    protected Response answer(Map<String, String> form, HttpServletRequest request) {
        revocation.revoke(required(form, "token"));
        return Response.ok().build();
    }
}

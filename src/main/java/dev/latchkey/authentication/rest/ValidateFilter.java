package dev.latchkey.authentication.rest;

import dev.latchkey.authentication.rest.AuthenticationResource.Validity;
import dev.latchkey.platform.rest.ShortcutFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Answers {@link AuthenticationResource#validate}, which gateways call for each request that they receive. */
public class ValidateFilter extends ShortcutFilter {

    private static final long serialVersionUID = 1;

    @Override
    protected Optional<Validity> answer(HttpServletRequest request) {
        return request.getQueryString() == null
                ? Optional.of(Validity.of(request.getUserPrincipal()))
                : Optional.empty();
    }
}

package dev.latchkey.token.rest;

import dev.latchkey.platform.rest.ShortcutFilter;
import dev.latchkey.token.rest.UserTokensResource.Found;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/** Answers {@link UserTokensResource#search} for the caller, or for a login that needs no decoding. */
public class UserTokensFilter extends ShortcutFilter {

    private static final long serialVersionUID = 1;

    private static final Pattern PLAIN_LOGIN = Pattern.compile("login=([A-Za-z0-9._@-]+)");

    @Inject
    transient UserTokensResource tokens;

    @Override
    protected Optional<Found> answer(HttpServletRequest request) {
        var query = request.getQueryString();
        if (query == null) {
            return Optional.of(tokens.search(null, null, null, null));
        }
        var login = PLAIN_LOGIN.matcher(query);
        return login.matches() ? Optional.of(tokens.search(login.group(1), null, null, null)) : Optional.empty();
    }
}

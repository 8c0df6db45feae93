package dev.latchkey.link;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A new link.
 *
 * @param secret available here only; null if the link goes by mail, with which its secret is made
 */
public record IssuedLink(OneTimeLink link, @Nullable LinkSecret secret) {

    /**
     * Empty if the link goes by mail.
     *
     * @param baseUrl of the pages, with a trailing slash
     */
    public Optional<String> url(String baseUrl) {
        return Optional.ofNullable(secret).map(known -> baseUrl + link.purpose().page() + "#" + known.reveal());
    }
}

package dev.latchkey.link;

/** A new link with its secret, which is available here only. */
public record IssuedLink(OneTimeLink link, LinkSecret secret) {

    /** @param baseUrl of the pages, with a trailing slash */
    public String url(String baseUrl) {
        return baseUrl + link.purpose().page() + "#" + secret.reveal();
    }
}

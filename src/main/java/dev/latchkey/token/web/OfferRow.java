package dev.latchkey.token.web;

import dev.latchkey.link.OneTimeLink;
import java.io.Serializable;
import java.time.Instant;

/** An offer in the list. */
public record OfferRow(long id, String name, String createdBy, Instant lapsesAt) implements Serializable {

    static OfferRow of(OneTimeLink link) {
        return new OfferRow(
                link.id(), link.tokenName(), link.createdBy().orElseThrow().login(), link.lapsesAt());
    }
}

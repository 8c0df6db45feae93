package dev.latchkey.token.web;

import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.token.Rotation;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.primefaces.PrimeFaces;

/** Rotates a token in the list. */
@Named
@PageScoped
public class TokenRotateView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient Rotation rotation;

    @Inject
    transient UserTokensView tokens;

    @Inject
    transient GeneratedTokenView generated;

    private long asked;
    private OverlapChoice overlap = OverlapChoice.HOURS_24;

    /** Asks for the overlap; 0 cancels the question. */
    public void ask(long tokenId) {
        asked = tokenId;
        overlap = OverlapChoice.HOURS_24;
    }

    public void rotate(long tokenId) {
        asked = 0;
        var refused = tokens.act(owner -> generated.show(rotation.rotate(owner, tokenId, overlap.overlap())));
        if (!refused) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
        tokens.reload();
    }

    /** The id of the token to be rotated; 0 for none. */
    public long getAsked() {
        return asked;
    }

    public OverlapChoice getOverlap() {
        return overlap;
    }

    public void setOverlap(OverlapChoice overlap) {
        this.overlap = overlap;
    }

    public OverlapChoice[] getOverlaps() {
        return OverlapChoice.values();
    }
}

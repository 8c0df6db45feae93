package dev.latchkey.token.web;

import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.token.Narrowing;
import dev.latchkey.token.Rotation;
import dev.latchkey.token.TokenSummary;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.primefaces.PrimeFaces;

/** Rotates a token in the list, and may take scopes away from it. */
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
    private List<String> held = List.of();
    private List<String> kept = List.of();

    /** Asks for the overlap and the scopes; 0 cancels the question. */
    public void ask(long tokenId) {
        asked = tokenId;
        overlap = OverlapChoice.HOURS_24;
        held = tokens.getTokens().stream()
                .filter(token -> token.id() == tokenId)
                .map(TokenSummary::scopes)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(List.of());
        kept = held;
    }

    public void rotate(long tokenId) {
        var refused =
                tokens.act(owner -> generated.show(rotation.rotate(owner, tokenId, overlap.overlap(), narrowing())));
        if (!refused) {
            asked = 0;
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
        tokens.reload();
    }

    private Narrowing narrowing() {
        return kept.containsAll(held) ? Narrowing.NONE : new Narrowing(Set.copyOf(kept), null);
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

    /** The scopes of the token; none if it is not limited. */
    public List<String> getHeld() {
        return held;
    }

    /** The scopes that its new value gets. */
    public List<String> getKept() {
        return kept;
    }

    public void setKept(List<String> kept) {
        this.kept = List.copyOf(kept);
    }
}

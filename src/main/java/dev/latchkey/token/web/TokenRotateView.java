package dev.latchkey.token.web;

import dev.latchkey.platform.web.Refusal;
import dev.latchkey.token.Rotation;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.primefaces.PrimeFaces;

/** A new value for one of the tokens in the list. */
@Named
@ViewScoped
public class TokenRotateView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    Rotation rotation;

    @Inject
    UserTokensView tokens;

    @Inject
    GeneratedTokenView generated;

    private String asked = "";
    private OverlapChoice overlap = OverlapChoice.HOURS_24;

    /** Asks for the overlap first; an empty name takes the question back. */
    public void ask(String name) {
        asked = name;
        overlap = OverlapChoice.HOURS_24;
    }

    public void rotate(String name) {
        asked = "";
        var refused = Refusal.of(() -> generated.show(rotation.rotate(tokens.owner(), name, overlap.overlap())));
        if (!refused) {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
        tokens.reload();
    }

    public String getAsked() {
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

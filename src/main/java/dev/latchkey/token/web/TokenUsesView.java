package dev.latchkey.token.web;

import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.token.DayOfUse;
import dev.latchkey.token.TokenHistory;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;

/** The panel below a token in the list, with its recent use. */
@Named
@PageScoped
public class TokenUsesView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient TokenHistory history;

    private long shown;
    private List<DayOfUse> uses = List.of();

    /** Toggles the panel of a token. */
    public void toggle(long tokenId) {
        shown = shown == tokenId ? 0 : tokenId;
        uses = shown == 0 ? List.of() : history.uses(tokenId);
    }

    /** The id of the token whose panel is open; 0 for none. */
    public long getShown() {
        return shown;
    }

    public List<DayOfUse> getUses() {
        return uses;
    }
}

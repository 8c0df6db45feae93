package dev.latchkey.token.web;

import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.policy.PolicyService;
import dev.latchkey.token.Binding;
import dev.latchkey.token.DayOfUse;
import dev.latchkey.token.Networks;
import dev.latchkey.token.TokenHistory;
import dev.latchkey.token.TokenPlaces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** From where one token may be used, and was: the panel below it in the list, or a dialog. */
@Named
@PageScoped
public class TokenPlacesView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient TokenHistory history;

    @Inject
    transient Binding binding;

    @Inject
    transient PolicyService policies;

    @Inject
    transient UserTokensView tokens;

    private long shown;
    private @Nullable TokenPlaces places;
    private String networks = "";
    private boolean networksRequired;
    private boolean saved;

    /** Toggles the panel of a token. */
    public void toggle(long tokenId) {
        open(shown == tokenId ? 0 : tokenId);
    }

    /** Shows a token; 0 for none. */
    public void open(long tokenId) {
        shown = tokenId;
        places = shown == 0 ? null : history.places(shown);
        networks = places == null || places.networks() == null
                ? ""
                : String.join(", ", places.networks().texts());
        networksRequired = policies.current().networksRequired();
        saved = false;
    }

    /** Binds the token to the networks in the field. */
    public void save() {
        bind(() -> Networks.parse(networks));
    }

    /** Binds the token to just the addresses that the reader sees. */
    public void bindToUses() {
        bind(() -> Networks.of(getUses().stream().map(DayOfUse::address).toList()));
    }

    private void bind(Supplier<@Nullable Networks> to) {
        saved = false;
        var seen = places == null ? null : places.networks();
        if (!PageErrors.report(() -> binding.bind(shown, seen, to.get()), () -> open(shown))) {
            open(shown);
            saved = true;
        }
        tokens.reload();
    }

    /** The id of the token; 0 for none. */
    public long getShown() {
        return shown;
    }

    public String getName() {
        return places == null ? "" : places.name();
    }

    /** Whether the networks can still be changed. */
    public boolean isChanging() {
        return places != null && places.changing();
    }

    public List<DayOfUse> getUses() {
        return places == null ? List.of() : places.uses();
    }

    public String getNetworks() {
        return networks;
    }

    public void setNetworks(String networks) {
        this.networks = networks;
    }

    public boolean isNetworksRequired() {
        return networksRequired;
    }

    /** Whether a change was just saved. */
    public boolean isSaved() {
        return saved;
    }
}

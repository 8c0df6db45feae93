package dev.latchkey.token.web;

import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.policy.PolicyService;
import dev.latchkey.policy.TokenPolicy;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.TokenHistory;
import dev.latchkey.token.TokenService;
import dev.latchkey.token.TokenStatus;
import dev.latchkey.token.TokenSummary;
import dev.latchkey.token.TokenType;
import dev.latchkey.user.SeenUser;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.primefaces.PrimeFaces;

/**
 * The tokens of one user, in the dialog of the Users page and in My account. Acts on the user in the title and on
 * tokens by id, since a name may belong to another token by now.
 */
@Named
@PageScoped
public class UserTokensView implements Serializable {

    private static final long serialVersionUID = 1;

    /** More are found with the filters of the inventory or through the API. */
    private static final int MOST_SHOWN = 1000;

    @Inject
    transient TokenService service;

    @Inject
    transient TokenHistory history;

    @Inject
    transient GeneratedTokenView generated;

    @Inject
    transient PolicyService policies;

    @Inject
    transient Clock clock;

    /** The owner as shown; null while the dialog is closed. */
    private @Nullable SeenUser owner;

    /** Null while the dialog is closed. */
    private @Nullable NewTokenForm form;

    private List<TokenSummary> tokens = List.of();
    private int reads;
    private long total;
    private TokenPolicy policy = TokenPolicy.DEFAULT;
    private long revoking;
    private TokenStatus status = TokenStatus.LIVE;

    public void openOwn() {
        openFor(history.owner(""));
    }

    public void openFor(SeenUser shown) {
        owner = shown;
        status = TokenStatus.LIVE;
        policy = policies.current();
        revoking = 0;
        form = emptyForm(shown);
        reload();
    }

    /** Discards all data about the user. */
    public void close() {
        owner = null;
        form = null;
        tokens = List.of();
    }

    public void generate() {
        make((shown, token) -> generated.show(service.generate(shown, token)), "done");
    }

    /**
     * Makes a token of the form's details.
     *
     * @param done tells the browser that it was made
     */
    void make(BiConsumer<SeenUser, NewToken> way, String done) {
        var filled = form;
        if (filled == null) {
            return;
        }
        var today = LocalDate.now(clock);
        var refused = act(shown -> way.accept(shown, filled.details(today)));
        policy = policies.current();
        if (refused) {
            filled.offer(policy, today);
        } else {
            revoking = 0;
            form = owner == null ? null : emptyForm(owner);
            PrimeFaces.current().ajax().addCallbackParam(done, true);
        }
        reload();
    }

    private NewTokenForm emptyForm(SeenUser shown) {
        // only user tokens can be generated for other persons
        var types = shown.serviceAccount() || shown.login().equals(Faces.getRemoteUser())
                ? List.of(TokenType.values())
                : List.of(TokenType.USER_TOKEN);
        return new NewTokenForm(types, policy, LocalDate.now(clock));
    }

    /** Asks for confirmation; 0 cancels the question. */
    public void ask(long tokenId) {
        revoking = tokenId;
    }

    public void filter() {
        revoking = 0;
        reload();
    }

    public void revoke(long tokenId) {
        revoking = 0;
        act(shown -> service.revoke(shown, tokenId));
        reload();
    }

    /**
     * Acts on the owner shown. If the owner has changed, does nothing and refreshes the title, so that the reader can
     * confirm again.
     *
     * @return whether it was refused
     */
    boolean act(Consumer<SeenUser> action) {
        var shown = owner;
        return shown == null || PageErrors.report(() -> action.accept(shown), () -> owner = history.owner(shown));
    }

    void reload() {
        if (owner == null) {
            return;
        }
        reads++;
        var found = history.search(owner, status, 0, MOST_SHOWN);
        total = found.total();
        tokens = found.tokens();
    }

    @Nullable
    SeenUser owner() {
        return owner;
    }

    /** How often the tokens were read, for what is read along with them. */
    int reads() {
        return reads;
    }

    public @Nullable NewTokenForm getForm() {
        return form;
    }

    public boolean isOpen() {
        return owner != null;
    }

    public String getOwnerName() {
        return owner == null ? "" : owner.name();
    }

    public boolean isOwnerActive() {
        return owner != null && owner.active();
    }

    public List<TokenSummary> getTokens() {
        return tokens;
    }

    /** Whether an active token ends within the days of which the policy reminds its owner. */
    public boolean expiresSoon(TokenSummary token) {
        return token.endedAt() == null && policy.expiresSoon(token.expiresOn(), LocalDate.now(clock));
    }

    /** The number of all matching tokens. */
    public long getTotal() {
        return total;
    }

    /** The id of the token to be revoked; 0 for none. */
    public long getRevoking() {
        return revoking;
    }

    public TokenStatus getStatus() {
        return status;
    }

    public void setStatus(TokenStatus status) {
        this.status = status;
    }

    public TokenStatus[] getStatuses() {
        return TokenStatus.values();
    }
}

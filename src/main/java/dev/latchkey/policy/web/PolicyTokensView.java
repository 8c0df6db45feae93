package dev.latchkey.policy.web;

import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.policy.PolicyService;
import dev.latchkey.policy.TokenPolicy;
import dev.latchkey.shared.CredentialAct;
import dev.latchkey.token.PolicyChange;
import dev.latchkey.token.PolicyChange.Impact;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The Token policy page. Asks for confirmation before a stricter rule affects existing tokens. */
@Named
@PageScoped
public class PolicyTokensView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient PolicyService policies;

    @Inject
    transient PolicyChange compliance;

    @Inject
    transient ShorteningView shortening;

    @Inject
    transient Clock clock;

    private TokenPolicy seen = TokenPolicy.DEFAULT;
    private @Nullable TokenPolicy asked;
    private long tooLong;
    private long unused;
    private boolean shorten;
    private boolean saved;

    private Lifetime lifetime = Lifetime.UNLIMITED;
    private @Nullable Integer maximumLifetime;
    private final EnumMap<CredentialAct, Boolean> tokensMay = new EnumMap<>(CredentialAct.class);
    private @Nullable Integer revokeUnusedAfter;
    private @Nullable Integer warnBefore;
    private @Nullable Integer keepEnded;
    private boolean tellNewAddress;
    private boolean scopesRequired;
    private boolean networksRequired;

    @PostConstruct
    void show() {
        seen = policies.current();
        lifetime = Lifetime.of(seen.maximumLifetime());
        maximumLifetime = seen.maximumLifetime();
        for (var act : CredentialAct.values()) {
            tokensMay.put(act, seen.tokensMay().contains(act));
        }
        revokeUnusedAfter = seen.revokeUnusedAfter();
        warnBefore = seen.warnBefore();
        keepEnded = seen.keepEnded();
        tellNewAddress = seen.tellNewAddress();
        scopesRequired = seen.scopesRequired();
        networksRequired = seen.networksRequired();
    }

    /** Saves changes without impact, and asks about others. */
    public void save() {
        saved = false;
        shorten = false;
        PageErrors.report(() -> {
            var wanted = wanted();
            var impact = impact(wanted);
            tooLong = impact.tooLong();
            unused = impact.unused();
            asked = impact.isNone() ? null : wanted;
            if (asked == null) {
                policies.change(seen, wanted);
                saved();
            }
        });
    }

    /** Saves after confirmation. */
    public void confirm() {
        var wanted = asked;
        asked = null;
        if (wanted == null) {
            return;
        }
        PageErrors.report(() -> {
            if (shorten) {
                compliance.changeAndShorten(seen, wanted).ifPresent(shortening::follow);
            } else {
                policies.change(seen, wanted);
            }
            saved();
        });
    }

    public void cancel() {
        asked = null;
    }

    private TokenPolicy wanted() {
        return new TokenPolicy(
                lifetime.days(maximumLifetime),
                tokensMay.entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()),
                revokeUnusedAfter,
                warnBefore == null ? 0 : warnBefore,
                keepEnded,
                tellNewAddress,
                scopesRequired,
                networksRequired);
    }

    /** Counts only the rules that became stricter; saving an unchanged policy counts all of them. */
    private Impact impact(TokenPolicy wanted) {
        var all = compliance.impact(wanted);
        var again = wanted.equals(seen);
        return new Impact(
                all.latest(),
                again || stricter(wanted.maximumLifetime(), seen.maximumLifetime()) ? all.tooLong() : 0,
                again || stricter(wanted.revokeUnusedAfter(), seen.revokeUnusedAfter()) ? all.unused() : 0);
    }

    private static boolean stricter(@Nullable Integer wanted, @Nullable Integer known) {
        return wanted != null && (known == null || wanted < known);
    }

    private void saved() {
        show();
        saved = true;
    }

    public boolean isAsking() {
        return asked != null;
    }

    public boolean isSaved() {
        return saved;
    }

    public long getTooLong() {
        return tooLong;
    }

    public long getUnused() {
        return unused;
    }

    /** The day to which tokens would be shortened; null without a question. */
    public @Nullable LocalDate getLatest() {
        return asked == null ? null : asked.latestExpiration(LocalDate.now(clock));
    }

    public Lifetime[] getLifetimes() {
        return Lifetime.values();
    }

    public boolean isShorten() {
        return shorten;
    }

    public void setShorten(boolean shorten) {
        this.shorten = shorten;
    }

    public Lifetime getLifetime() {
        return lifetime;
    }

    public void setLifetime(Lifetime lifetime) {
        this.lifetime = lifetime;
    }

    public @Nullable Integer getMaximumLifetime() {
        return maximumLifetime;
    }

    public void setMaximumLifetime(@Nullable Integer maximumLifetime) {
        this.maximumLifetime = maximumLifetime;
    }

    public CredentialAct[] getActs() {
        return CredentialAct.values();
    }

    public Map<CredentialAct, Boolean> getTokensMay() {
        return tokensMay;
    }

    public @Nullable Integer getRevokeUnusedAfter() {
        return revokeUnusedAfter;
    }

    public void setRevokeUnusedAfter(@Nullable Integer revokeUnusedAfter) {
        this.revokeUnusedAfter = revokeUnusedAfter;
    }

    public @Nullable Integer getWarnBefore() {
        return warnBefore;
    }

    public void setWarnBefore(@Nullable Integer warnBefore) {
        this.warnBefore = warnBefore;
    }

    public @Nullable Integer getKeepEnded() {
        return keepEnded;
    }

    public void setKeepEnded(@Nullable Integer keepEnded) {
        this.keepEnded = keepEnded;
    }

    public boolean isTellNewAddress() {
        return tellNewAddress;
    }

    public void setTellNewAddress(boolean tellNewAddress) {
        this.tellNewAddress = tellNewAddress;
    }

    public boolean isScopesRequired() {
        return scopesRequired;
    }

    public void setScopesRequired(boolean scopesRequired) {
        this.scopesRequired = scopesRequired;
    }

    public boolean isNetworksRequired() {
        return networksRequired;
    }

    public void setNetworksRequired(boolean networksRequired) {
        this.networksRequired = networksRequired;
    }
}

package dev.latchkey.token.web;

import dev.latchkey.link.Delivery;
import dev.latchkey.link.OneTimeLink;
import dev.latchkey.link.TokenOffers;
import dev.latchkey.platform.LinkMail;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.user.Role;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.omnifaces.util.Faces;

/** Offers tokens to the user in the dialog, who makes the values, and lists the open offers. */
@Named
@PageScoped
public class TokenOffersView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient TokenOffers offers;

    @Inject
    transient UserTokensView tokens;

    @Inject
    transient OfferedLinkView offered;

    @Inject
    transient LinkMail linkMail;

    /** Read along with the tokens of this reading. */
    private int reading;

    private List<OfferRow> rows = List.of();
    private long withdrawing;

    public void offer() {
        tokens.make((shown, token) -> offered.show(offers.offer(shown, token, Delivery.HANDED_OVER)), "offered");
    }

    /** Offers it by mail. */
    public void mail() {
        tokens.make((shown, token) -> offered.show(offers.offer(shown, token, Delivery.MAILED)), "mailed");
    }

    /** Asks for confirmation; 0 cancels the question. */
    public void ask(long id) {
        withdrawing = id;
    }

    public void withdraw(long id) {
        withdrawing = 0;
        tokens.act(shown -> offers.withdraw(id));
        tokens.reload();
    }

    /** Whether the reader may offer tokens to the user: an administrator to somebody else. */
    public boolean isPossible() {
        var shown = tokens.owner();
        return shown != null
                && !shown.serviceAccount()
                && Faces.isUserInRole(Role.ADMINISTRATOR)
                && !shown.login().equals(Faces.getRemoteUser());
    }

    /** The address to which a link can go by mail; blank for none. */
    public String getAddress() {
        var shown = tokens.owner();
        var address = shown == null ? null : shown.email();
        return address == null || !linkMail.isPossible() ? "" : address;
    }

    /** Those that can still be claimed, newest first. */
    public List<OfferRow> getRows() {
        var shown = tokens.owner();
        if (shown == null || !isPossible()) {
            return List.of();
        }
        if (reading != tokens.reads()) {
            reading = tokens.reads();
            rows = offers.search(shown, 0, OneTimeLink.MOST_OPEN).items().stream()
                    .map(OfferRow::of)
                    .toList();
        }
        return rows;
    }

    /** The id of the offer to be withdrawn; 0 for none. */
    public long getWithdrawing() {
        return withdrawing;
    }
}

package dev.latchkey.link.web;

import dev.latchkey.link.OneTimeLink;
import dev.latchkey.link.TokenClaims;
import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.token.GeneratedToken;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/**
 * The page on which the owner of an offered token makes its value. The code of the link goes from form to form, and nothing
 * keeps it; the value is in one response only.
 */
@Named
@RequestScoped
public class LinkClaimView {

    @Inject
    TokenClaims claims;

    private String code = "";
    private boolean confirmed;
    private @Nullable OneTimeLink offer;
    private @Nullable GeneratedToken generated;

    /** Shows what the link offers, or generates it once the reader has seen that. */
    public void submit() {
        if (confirmed) {
            PageErrors.report(() -> generated = claims.claim(code));
        } else {
            PageErrors.report(() -> offer = claims.look(code));
        }
    }

    public String getCode() {
        return code;
    }

    public void setCode(String code) {
        this.code = code;
    }

    /** Whether the next form confirms the offer that this page shows. */
    public boolean isConfirmed() {
        return offer != null;
    }

    public void setConfirmed(boolean confirmed) {
        this.confirmed = confirmed;
    }

    /** The offer to be confirmed; null for none. */
    public @Nullable OneTimeLink getOffer() {
        return offer;
    }

    /** Blank until it is generated. */
    public String getValue() {
        return generated == null ? "" : generated.secret().reveal();
    }

    public String getName() {
        return generated == null ? "" : generated.token().name();
    }
}

package dev.latchkey.inventory.web;

import dev.latchkey.inventory.TokenFinder;
import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.token.TokenSummary;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/** The field for a token value. Request-scoped, so that no state keeps the value. */
@Named
@RequestScoped
public class TokenFindView {

    @Inject
    TokenFinder tokens;

    private String value = "";
    private @Nullable TokenSummary found;

    public void find() {
        var wanted = value;
        value = "";
        PageErrors.report(() -> found = tokens.find(wanted).orElseThrow(TokenFinder::notFound));
    }

    /** Never returns the value. */
    public String getValue() {
        return "";
    }

    public void setValue(@Nullable String value) {
        this.value = value == null ? "" : value;
    }

    public @Nullable TokenSummary getFound() {
        return found;
    }
}

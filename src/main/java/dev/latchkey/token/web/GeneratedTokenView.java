package dev.latchkey.token.web;

import dev.latchkey.token.GeneratedToken;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/** The value of a new token for the one answer that shows it; no session and no page state ever holds it. */
@Named
@RequestScoped
public class GeneratedTokenView {

    private @Nullable GeneratedToken generated;

    void show(GeneratedToken token) {
        generated = token;
    }

    /** Whether it is a new value for a token that there was. */
    public boolean isRotated() {
        return generated != null && generated.token().isRotated();
    }

    public String getName() {
        return generated == null ? "" : generated.token().name();
    }

    public String getValue() {
        return generated == null ? "" : generated.secret().reveal();
    }
}

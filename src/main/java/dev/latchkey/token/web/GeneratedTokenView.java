package dev.latchkey.token.web;

import dev.latchkey.token.GeneratedToken;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/** The value of a new token for the only response that shows it; never in session or view state. */
@Named
@RequestScoped
public class GeneratedTokenView {

    private @Nullable GeneratedToken generated;

    void show(GeneratedToken token) {
        generated = token;
    }

    /** Whether the value results from a rotation. */
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

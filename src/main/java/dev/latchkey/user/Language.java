package dev.latchkey.user;

import java.util.Locale;
import java.util.Optional;

/** In which language a user reads the pages. */
public enum Language {
    BROWSER,
    ENGLISH,
    GERMAN;

    /** Empty for the one that the browser asks for. */
    public Optional<Locale> locale() {
        return switch (this) {
            case BROWSER -> Optional.empty();
            case ENGLISH -> Optional.of(Locale.ENGLISH);
            case GERMAN -> Optional.of(Locale.GERMAN);
        };
    }
}

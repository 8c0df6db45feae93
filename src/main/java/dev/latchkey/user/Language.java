package dev.latchkey.user;

import java.util.Locale;
import java.util.Optional;

/** The language of the pages. */
public enum Language {
    BROWSER,
    ENGLISH,
    GERMAN;

    /** Empty for the language of the browser. */
    public Optional<Locale> locale() {
        return switch (this) {
            case BROWSER -> Optional.empty();
            case ENGLISH -> Optional.of(Locale.ENGLISH);
            case GERMAN -> Optional.of(Locale.GERMAN);
        };
    }
}

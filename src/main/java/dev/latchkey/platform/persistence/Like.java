package dev.latchkey.platform.persistence;

import java.util.Locale;

/** Patterns for {@code like}. */
public final class Like {

    private Like() {}

    /** What a lower-case column that contains the text, in any case, is like. */
    public static String containing(String text) {
        // Both databases escape with a backslash when none is named; EclipseLink binds no parameters beside ESCAPE.
        return "%" + text.toLowerCase(Locale.ROOT).replaceAll("[\\\\%_]", "\\\\$0") + "%";
    }
}

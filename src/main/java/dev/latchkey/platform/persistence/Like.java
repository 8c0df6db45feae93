package dev.latchkey.platform.persistence;

import dev.latchkey.shared.Text;

/** Patterns for {@code like}. */
public final class Like {

    private Like() {}

    /** Pattern for a column of folded text that contains the text, in any case and composition. */
    public static String containing(String text) {
        // Both databases default to the backslash as escape character; EclipseLink binds no parameters next to ESCAPE.
        return "%" + Text.fold(text).replaceAll("[\\\\%_]", "\\\\$0") + "%";
    }
}

package dev.latchkey.platform.persistence;

import dev.latchkey.shared.Text;

/** Patterns for {@code like}. */
public final class Like {

    private Like() {}

    /** What a column of folded text is like that contains the text, in any case and composition. */
    public static String containing(String text) {
        // Both databases escape with a backslash when none is named; EclipseLink binds no parameters beside ESCAPE.
        return "%" + Text.fold(text).replaceAll("[\\\\%_]", "\\\\$0") + "%";
    }
}

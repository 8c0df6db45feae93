package dev.latchkey.user;

import java.util.Locale;

/** Which of all users, or of all groups, are looked at: those that belong together, the others, or all. */
public enum Selection {
    SELECTED,
    DESELECTED,
    ALL;

    /** As the API writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

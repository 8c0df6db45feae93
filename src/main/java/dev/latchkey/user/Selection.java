package dev.latchkey.user;

import java.util.Locale;

/** Selects members, non-members, or all. */
public enum Selection {
    SELECTED,
    DESELECTED,
    ALL;

    /** The value in the API. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

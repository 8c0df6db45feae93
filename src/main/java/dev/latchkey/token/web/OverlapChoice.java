package dev.latchkey.token.web;

import dev.latchkey.token.Overlap;

/** The choices for “The previous value stays valid”. */
public enum OverlapChoice {
    HOURS_24(24),
    DAYS_3(72),
    DAYS_7(168),
    FIRST_USE(-1),
    NONE(0);

    private final int hours;

    OverlapChoice(int hours) {
        this.hours = hours;
    }

    Overlap overlap() {
        return this == FIRST_USE ? Overlap.UNTIL_FIRST_USE : Overlap.ofHours(hours);
    }
}

package dev.latchkey.link;

import org.jspecify.annotations.Nullable;

/** How a new link reaches its user. */
public enum Delivery {
    /** Whoever issues it sees it, and hands it over. */
    HANDED_OVER,
    /** Nobody sees it but its user. */
    MAILED;

    /** @param byMail a parameter of the Web API; null for false */
    public static Delivery of(@Nullable Boolean byMail) {
        return Boolean.TRUE.equals(byMail) ? MAILED : HANDED_OVER;
    }
}

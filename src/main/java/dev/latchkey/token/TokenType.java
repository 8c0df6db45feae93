package dev.latchkey.token;

import org.jspecify.annotations.Nullable;

/** The type of a token, named as in the Web API. */
public enum TokenType {
    /** Acts as its owner. */
    USER_TOKEN("lku_"),
    /** For the analysis of any project; no administration. */
    GLOBAL_ANALYSIS_TOKEN("lkg_"),
    /** For the analysis of one project; no administration. */
    PROJECT_ANALYSIS_TOKEN("lkp_");

    private final String prefix;

    TokenType(String prefix) {
        this.prefix = prefix;
    }

    /** The prefix of values of this type, for recognition by people and secret scanners. */
    public String prefix() {
        return prefix;
    }

    /**
     * The displayed form of a value.
     *
     * @param lastFour its last characters; null if unknown
     */
    public String masked(@Nullable String lastFour) {
        return prefix + "…" + (lastFour == null ? "" : lastFour);
    }
}

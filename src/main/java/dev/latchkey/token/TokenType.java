package dev.latchkey.token;

import org.jspecify.annotations.Nullable;

/** What a token is for; the names are those of the Web API. */
public enum TokenType {
    /** Acts as its user. */
    USER_TOKEN("lku_"),
    /** Analyses any project, administers nothing. */
    GLOBAL_ANALYSIS_TOKEN("lkg_"),
    /** Analyses one project, administers nothing. */
    PROJECT_ANALYSIS_TOKEN("lkp_");

    private final String prefix;

    TokenType(String prefix) {
        this.prefix = prefix;
    }

    /** What a value of this type begins with, so that people and secret scanners recognise it. */
    public String prefix() {
        return prefix;
    }

    /**
     * What may be shown of a value, by which people recognise it.
     *
     * @param lastFour its last characters; null when they are not known
     */
    public String masked(@Nullable String lastFour) {
        return prefix + "…" + (lastFour == null ? "" : lastFour);
    }
}

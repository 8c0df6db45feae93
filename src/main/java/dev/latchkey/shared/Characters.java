package dev.latchkey.shared;

/** Decides which characters any input may contain. */
public final class Characters {

    private Characters() {}

    /**
     * Whether every part of the system can store these characters: no NUL, which PostgreSQL rejects in text, and no
     * unpaired surrogate, which UTF-8 cannot encode.
     */
    public static boolean areText(String characters) {
        return characters.codePoints().noneMatch(point -> point == 0 || isSurrogate(point));
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}

package dev.latchkey.shared;

/** What counts as text, whatever way it comes in. */
public final class Characters {

    private Characters() {}

    /**
     * Whether these are characters that every part of the system can keep: no NUL, which PostgreSQL takes for the end of a text, and no
     * half of a surrogate pair, which UTF-8 cannot write.
     */
    public static boolean areText(String characters) {
        return characters.codePoints().noneMatch(point -> point == 0 || isSurrogate(point));
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}

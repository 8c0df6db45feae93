package dev.latchkey.platform.web;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The avatar of a user: initials on a stable colour. Functions for the pages. */
public final class Avatar {

    /** Matches the stylesheet. */
    private static final int COLOURS = 8;

    private Avatar() {}

    /** The initials of the first and last word of the name, in upper case. */
    public static String initials(String name) {
        var words = name.strip().split("\\s+");
        return Stream.of(words[0], words.length > 1 ? words[words.length - 1] : "")
                .flatMapToInt(word -> word.codePoints().limit(1))
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .toUpperCase(Locale.ROOT);
    }

    /** The index of the colour, 0 to 7. */
    public static int colour(String login) {
        return Math.floorMod(login.hashCode(), COLOURS);
    }
}

package dev.latchkey.platform.web;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands for a person where there is no picture: initials on a colour that stays the same. Functions for the pages. */
public final class Avatar {

    /** As many as the stylesheet has. */
    private static final int COLOURS = 8;

    private Avatar() {}

    /** Of the first and the last word of a name, in upper case. */
    public static String initials(String name) {
        var words = name.strip().split("\\s+");
        return Stream.of(words[0], words.length > 1 ? words[words.length - 1] : "")
                .flatMapToInt(word -> word.codePoints().limit(1))
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .toUpperCase(Locale.ROOT);
    }

    /** From 0 to 7. */
    public static int colour(String login) {
        return Math.floorMod(login.hashCode(), COLOURS);
    }
}

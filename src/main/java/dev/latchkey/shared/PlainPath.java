package dev.latchkey.shared;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Requires paths in one spelling. The container, its security constraints and Jersey normalize paths differently, so a
 * constraint on {@code /api/system/health} would not cover {@code /api/system/health/}. Any other spelling is answered
 * as not found.
 */
public final class PlainPath {

    /** Characters that need no percent-encoding (RFC 3986, 2.3), except for one or two dots alone. */
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[\\w.~-]+");

    private PlainPath() {}

    /** Whether the path is a single slash, or names that each follow a single slash. */
    public static boolean isPlain(String path) {
        return path.equals("/")
                || path.startsWith("/")
                        && Arrays.stream(path.substring(1).split("/", -1))
                                .allMatch(name -> NAME.matcher(name).matches());
    }
}

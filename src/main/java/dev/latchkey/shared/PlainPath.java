package dev.latchkey.shared;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The one spelling of a path. The container, its constraints and Jersey each read others in their own way, so that a
 * constraint on {@code /api/system/health} would say nothing of {@code /api/system/health/}: with another spelling there is
 * nothing at an address.
 */
public final class PlainPath {

    /** Of letters that need no percent-encoding (RFC 3986, 2.3), and not of one or two dots alone. */
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[\\w.~-]+");

    private PlainPath() {}

    /** Whether it is a slash alone, or names that each follow a single slash. */
    public static boolean isPlain(String path) {
        return path.equals("/")
                || path.startsWith("/")
                        && Arrays.stream(path.substring(1).split("/", -1))
                                .allMatch(name -> NAME.matcher(name).matches());
    }
}

package dev.latchkey.shared;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What the value of a token looks like: a prefix that tells the type, 30 base62 characters, and 6 that are the CRC32 of what
 * stands before. So a value is found wherever somebody pasted it, and no other text is taken for one.
 */
public final class TokenForm {

    /** The digits of base62, by value. */
    public static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** How many characters of a value tell the type. */
    public static final int PREFIX = 4;

    /** How many characters of a value are random. */
    public static final int RANDOM = 30;

    private static final int CHECKSUM = 6;
    private static final int LENGTH = PREFIX + RANDOM + CHECKSUM;
    private static final Pattern BEGINNING = Pattern.compile("lk[a-z]_");

    private TokenForm() {}

    /** Whether it could be a value; whether a token has it is another question. */
    public static boolean isValue(CharSequence text) {
        return text.length() == LENGTH && BEGINNING.matcher(text).lookingAt() && hasChecksum(text, 0);
    }

    /** Whether a value stands anywhere in the text. */
    public static boolean isIn(CharSequence text) {
        return BEGINNING
                .matcher(text)
                .results()
                .anyMatch(found -> found.start() + LENGTH <= text.length() && hasChecksum(text, found.start()));
    }

    private static boolean hasChecksum(CharSequence text, int start) {
        var checked = text.subSequence(start, start + PREFIX + RANDOM);
        return checksum(checked).contentEquals(text.subSequence(start + PREFIX + RANDOM, start + LENGTH));
    }

    /** The end of the value that begins so. */
    public static String checksum(CharSequence checked) {
        var crc = new CRC32();
        crc.update(checked.toString().getBytes(StandardCharsets.UTF_8));
        var digits = new char[CHECKSUM];
        var rest = crc.getValue();
        for (int i = CHECKSUM - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
            rest /= BASE62.length();
        }
        return new String(digits);
    }
}

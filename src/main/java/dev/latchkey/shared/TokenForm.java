package dev.latchkey.shared;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * The format of a token value: a prefix for the type, 30 random base62 characters, and their CRC32 in 6 more. The
 * checksum lets scanners find leaked values without false positives.
 */
public final class TokenForm {

    /** The base62 digits by value. */
    public static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** Length of the prefix. */
    public static final int PREFIX = 4;

    /** Length of the random part. */
    public static final int RANDOM = 30;

    private static final int CHECKSUM = 6;
    private static final int LENGTH = PREFIX + RANDOM + CHECKSUM;
    private static final Pattern BEGINNING = Pattern.compile("lk[a-z]_");

    private TokenForm() {}

    /** The pattern of an HTML field whose text contains nothing that looks like a token value. */
    public static String absent() {
        return "(?!.*" + BEGINNING + "[0-9A-Za-z]{" + (RANDOM + CHECKSUM) + "}).*";
    }

    /** Whether the text has the format of a token value, whether or not such a token exists. */
    public static boolean isValue(CharSequence text) {
        return text.length() == LENGTH && BEGINNING.matcher(text).lookingAt() && hasChecksum(text, 0);
    }

    /** Whether the text contains a token value. */
    public static boolean isIn(CharSequence text) {
        return starts(text).findAny().isPresent();
    }

    /** The token values in the text, whatever is around them. */
    public static List<String> valuesIn(CharSequence text) {
        return starts(text)
                .mapToObj(start -> text.subSequence(start, start + LENGTH).toString())
                .toList();
    }

    private static IntStream starts(CharSequence text) {
        return BEGINNING
                .matcher(text)
                .results()
                .mapToInt(MatchResult::start)
                .filter(start -> start + LENGTH <= text.length() && hasChecksum(text, start));
    }

    /**
     * The text of a query, cleaned. Queries appear in URLs, bookmarks and tasks, so they must not contain token values.
     *
     * @throws InvalidException naming this field, if the text contains a token value
     */
    public static String absentFrom(String field, String typed) {
        var text = Text.clean(typed);
        if (isIn(text)) {
            throw new InvalidException(field, "inventory.secret");
        }
        return text;
    }

    private static boolean hasChecksum(CharSequence text, int start) {
        var checked = text.subSequence(start, start + PREFIX + RANDOM);
        return checksum(checked).contentEquals(text.subSequence(start + PREFIX + RANDOM, start + LENGTH));
    }

    /** The checksum that completes a value. */
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

package dev.latchkey.shared;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/** Normalization, validation and comparison of text that people type (docs/decisions/0025). */
public final class Text {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int ENCLOSING_KEYCAP = 0x20E3;

    /** Invisible letters and symbols, by code point; no Unicode category covers them. */
    private static final Set<Integer> BLANK =
            Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0x1D159);

    /** Scripts in which a joiner changes how letters are written, and sometimes the word. */
    private static final Set<UnicodeScript> JOINING = Set.of(
            UnicodeScript.ARABIC,
            UnicodeScript.SYRIAC,
            UnicodeScript.NKO,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.BENGALI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.GUJARATI,
            UnicodeScript.ORIYA,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU,
            UnicodeScript.KANNADA,
            UnicodeScript.MALAYALAM,
            UnicodeScript.SINHALA,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private Text() {}

    /**
     * The stored form: normalization form C (UAX 15), without white space at either end, each run of white space
     * replaced by one space.
     */
    public static String clean(String typed) {
        var text = Normalizer.normalize(typed, Normalizer.Form.NFC);
        var start = 0;
        var end = text.length();
        while (start < end && isWhite(text.charAt(start))) {
            start++;
        }
        while (start < end && isWhite(text.charAt(end - 1))) {
            end--;
        }
        var clean = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            var c = text.charAt(i);
            if (Character.getType(c) != Character.SPACE_SEPARATOR) {
                clean.append(c);
            } else if (clean.charAt(clean.length() - 1) != ' ') {
                clean.append(' ');
            }
        }
        return clean.toString();
    }

    private static boolean isWhite(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }

    /**
     * The form for comparison: clean, and equal for texts that differ only in case or composition, in any language. At
     * most three times as long as the text.
     */
    public static String fold(String text) {
        // Upper case first: it expands ß and ligatures and maps ı to I. The dot of İ makes no difference.
        var folded = clean(text)
                .toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replace("i\u0307", "i");
        return Normalizer.normalize(folded.replace('ς', 'σ'), Normalizer.Form.NFC);
    }

    /** Whether the texts are equal but for case, composition and surrounding white space. */
    public static boolean isSame(String one, String other) {
        return fold(one).equals(fold(other));
    }

    /**
     * Whether every character of a clean text is visible and in reading order: no control, format, private or unpaired
     * characters, no line breaks, no blank other than the space, and joiners and variation selectors only where letters
     * or emoji need them. True for an empty text.
     */
    public static boolean isReadable(String text) {
        var characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (!isReadable(characters, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isReadable(int[] text, int at) {
        var c = text[at];
        if (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER) {
            return joinsLetters(text, at) || c == ZERO_WIDTH_JOINER && joinsEmoji(text, at);
        }
        if (c == 0xFE0E || c == 0xFE0F) {
            return at > 0 && (isEmoji(text[at - 1]) || at + 1 < text.length && text[at + 1] == ENCLOSING_KEYCAP);
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            // unassigned in this Java version: possibly an emoji; the excluded ones are invisible
            // (DerivedCoreProperties, DI)
            case Character.UNASSIGNED ->
                (c & 0xFFFE) != 0xFFFE && c != 0x2065 && !(c >= 0xFDD0 && c <= 0xFFF8) && c < 0xE0000;
            default -> !BLANK.contains(c) && !isVariationSelector(c);
        };
    }

    private static boolean isVariationSelector(int c) {
        return c >= 0x180B && c <= 0x180F || c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF;
    }

    private static boolean joinsLetters(int[] text, int at) {
        return at > 0
                && at + 1 < text.length
                && isOfJoiningScript(text[at - 1])
                && UnicodeScript.of(text[at - 1]) == UnicodeScript.of(text[at + 1]);
    }

    private static boolean isOfJoiningScript(int c) {
        return JOINING.contains(UnicodeScript.of(c));
    }

    private static boolean joinsEmoji(int[] text, int at) {
        IntPredicate joined = c -> isEmoji(c) || c == 0xFE0F || Character.getType(c) == Character.MODIFIER_SYMBOL;
        return at > 0 && at + 1 < text.length && joined.test(text[at - 1]) && isEmoji(text[at + 1]);
    }

    /** An approximation: symbols, the few other emoji, and the block reserved for new ones. */
    private static boolean isEmoji(int c) {
        return switch (Character.getType(c)) {
            case Character.OTHER_SYMBOL, Character.MATH_SYMBOL -> true;
            default ->
                c >= 0x1F000 && c <= 0x1FAFF || c == 0x203C || c == 0x2049 || c == 0x2139 || c == 0x3030 || c == 0x303D;
        };
    }
}

package dev.latchkey.token;

import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.TokenForm;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The values that somebody found where they should not be. Keeps their hashes only. */
public final class LeakReport {

    /** The maximum number of values. */
    public static final int MOST = 1000;

    /** The maximum length of a place; longer ones are cut. */
    public static final int LONGEST_PLACE = 300;

    /** A place often contains what was found there. */
    private static final Pattern VALUE = Pattern.compile("(lk[a-z]_)[0-9A-Za-z]{8,}");

    private final Map<TokenHash, String> places = new LinkedHashMap<>();

    private int count;

    LeakReport() {}

    /**
     * Adds the values in a line as a file or a chat may have it. The first place counts if one was found in several. A line
     * without a value has no effect, but counts as one.
     *
     * @param place any text, such as an address; if blank, what follows the first value after white space is the place
     * @throws InvalidException if there are too many values
     */
    public void add(String line, String place) {
        var values = TokenForm.valuesIn(line);
        count += Math.max(1, values.size());
        if (count > MOST) {
            throw new InvalidException(null, "leak.many", MOST);
        }
        var where = place.isBlank() && !values.isEmpty() ? behind(values.get(0), line) : place;
        var shown = Client.printable(VALUE.matcher(where).replaceAll("$1…"), LONGEST_PLACE);
        values.stream()
                .flatMap(value -> TokenSecret.parse(value).stream())
                .forEach(secret -> places.putIfAbsent(secret.hash(), shown));
    }

    private static String behind(String value, String line) {
        var words = line.substring(line.indexOf(value)).split("\\s+", 2);
        return words.length < 2 ? "" : words[1];
    }

    Set<TokenHash> hashes() {
        return places.keySet();
    }

    String place(TokenHash hash) {
        return Objects.requireNonNull(places.get(hash));
    }
}

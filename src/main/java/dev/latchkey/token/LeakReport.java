package dev.latchkey.token;

import dev.latchkey.shared.InvalidException;
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
     * Adds a value. The first place counts if it was found in several. Text that is no value has no effect.
     *
     * @param place any text, such as an address; blank if unknown
     * @throws InvalidException if there are too many values
     */
    public void add(String presented, String place) {
        count++;
        if (count > MOST) {
            throw new InvalidException(null, "leak.many", MOST);
        }
        TokenSecret.parse(presented.strip())
                .ifPresent(secret -> places.putIfAbsent(
                        secret.hash(), Client.printable(VALUE.matcher(place).replaceAll("$1…"), LONGEST_PLACE)));
    }

    Set<TokenHash> hashes() {
        return places.keySet();
    }

    String place(TokenHash hash) {
        return Objects.requireNonNull(places.get(hash));
    }
}

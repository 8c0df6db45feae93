package dev.latchkey.token;

import dev.latchkey.shared.AddressRange;
import dev.latchkey.shared.InvalidException;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The networks that a token is bound to: it is refused to callers from elsewhere. Where they are absent, null stands for every
 * network.
 *
 * @param ranges at most {@value #MOST}; none once the owner is anonymized
 */
public record Networks(List<AddressRange> ranges) implements Serializable {

    /** The most of one token. */
    static final int MOST = 20;

    private static final int LONGEST_SHOWN = 50;

    public Networks {
        ranges = List.copyOf(ranges);
    }

    /**
     * Parses what a person or program wrote.
     *
     * @param text addresses and ranges in CIDR notation, separated by commas or white space
     * @return null for null or blank text
     * @throws InvalidException about {@code networks}, if one is malformed, has bits set after its prefix or is every address,
     * there are only commas, as a script with empty variables sends, or more than {@value #MOST}
     */
    public static @Nullable Networks parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var words = words(text);
        return of(words.isEmpty() ? List.of(text.strip()) : words);
    }

    /**
     * Just these addresses.
     *
     * @throws InvalidException about {@code networks}, if there are none, or more than {@value #MOST}
     */
    public static Networks of(Collection<String> addresses) {
        if (addresses.isEmpty()) {
            throw new InvalidException("networks", "token.networks.unused");
        }
        var distinct = addresses.stream().distinct().limit(MOST + 1).toList();
        if (distinct.size() > MOST) {
            throw new InvalidException("networks", "token.networks.many", MOST);
        }
        return new Networks(distinct.stream().map(Networks::range).distinct().toList());
    }

    private static AddressRange range(String word) {
        var range = parsed(word);
        if (range.prefixLength() == 0) {
            throw new InvalidException("networks", "token.networks.every", range);
        }
        if (!range.equals(range.canonical())) {
            throw new InvalidException("networks", "token.networks.bits", range, range.canonical());
        }
        return range;
    }

    private static AddressRange parsed(String word) {
        try {
            return AddressRange.parse(word);
        } catch (IllegalArgumentException e) {
            throw new InvalidException("networks", "token.networks.malformed", Client.printable(word, LONGEST_SHOWN));
        }
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The networks in the database; null for null. */
    static @Nullable Networks read(@Nullable String column) {
        return column == null
                ? null
                : new Networks(Stream.of(column.split(" "))
                        .filter(word -> !word.isEmpty())
                        .map(AddressRange::parse)
                        .toList());
    }

    /** Whether a token with these networks may be used from the address; false for text that is not an address. */
    boolean contain(String address) {
        return AddressRange.only(address).filter(this::contain).isPresent();
    }

    /** Whether the others are nothing but parts of these. */
    boolean contain(Networks others) {
        return others.ranges.stream().allMatch(this::contain);
    }

    private boolean contain(AddressRange other) {
        return ranges.stream().anyMatch(range -> range.contains(other));
    }

    /** Each in the form of RFC 5952. */
    public List<String> texts() {
        return ranges.stream().map(AddressRange::toString).toList();
    }

    /** With spaces between. */
    @Override
    public String toString() {
        return String.join(" ", texts());
    }

    /** The database representation. */
    @Converter(autoApply = true)
    public static class Column implements AttributeConverter<Networks, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Networks networks) {
            return networks == null ? null : networks.toString();
        }

        @Override
        public @Nullable Networks convertToEntityAttribute(@Nullable String column) {
            return read(column);
        }
    }
}

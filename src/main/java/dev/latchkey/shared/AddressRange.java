package dev.latchkey.shared;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Internet addresses that begin alike, in the notation of RFC 4632 and 4291, such as {@code 10.0.0.0/8} or {@code fd00::/8};
 * an address alone is a range of one. Names are none: who answers for a name may change.
 */
public record AddressRange(InetAddress first, int prefixLength) {

    private static final Pattern LITERAL =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|(?=.*:)[0-9a-fA-F:]{2,39}(:\\d{1,3}(\\.\\d{1,3}){3})?");

    /**
     * @param list ranges with commas between them
     * @throws IllegalArgumentException with the one that is none
     */
    public static List<AddressRange> parseAll(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .map(AddressRange::parse)
                .toList();
    }

    static AddressRange parse(String text) {
        var slash = text.indexOf('/');
        try {
            var first = address(slash < 0 ? text : text.substring(0, slash));
            var bits = first.getAddress().length * 8;
            var prefixLength = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            if (prefixLength >= 0 && prefixLength <= bits) {
                return new AddressRange(first, prefixLength);
            }
        } catch (IllegalArgumentException e) {
            // the same answer as for a prefix out of range
        }
        throw new IllegalArgumentException(text);
    }

    /** Whether this is an address of the range; what is no address is in none. */
    public boolean contains(String address) {
        try {
            var other = address(address).getAddress();
            var rest = other.length * 8 - prefixLength;
            return other.length == first.getAddress().length
                    && new BigInteger(1, other)
                            .shiftRight(rest)
                            .equals(new BigInteger(1, first.getAddress()).shiftRight(rest));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the text is an address, and no name. */
    public static boolean isAddress(String text) {
        try {
            address(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * What tells callers apart: an address of IPv4, or the first 64 bits of one of IPv6, because whoever has one of those has
     * all that begin so (RFC 4291, 2.5.4). What is no address is itself.
     */
    public static String network(String address) {
        return network(address, 64).orElseGet(() -> isAddress(withoutZone(address)) ? hex(address, 32) : address);
    }

    /**
     * So many of the first bits of an address of IPv6, which one line or one site has altogether: empty for anything else.
     *
     * @param prefixLength a multiple of 8
     */
    public static Optional<String> network(String address, int prefixLength) {
        var plain = withoutZone(address);
        return isAddress(plain) && address(plain) instanceof Inet6Address
                ? Optional.of(hex(address, prefixLength))
                : Optional.empty();
    }

    private static String hex(String address, int bits) {
        return HexFormat.of().formatHex(address(withoutZone(address)).getAddress(), 0, bits / 8);
    }

    /** Behind an address of IPv6 the name of an interface may stand. */
    private static String withoutZone(String address) {
        return address.replaceFirst("%.*", "");
    }

    /** Asks no name server. */
    private static InetAddress address(String literal) {
        try {
            if (LITERAL.matcher(literal).matches()) {
                return InetAddress.getByName(literal);
            }
        } catch (UnknownHostException e) {
            // the same answer as for a name
        }
        throw new IllegalArgumentException(literal);
    }
}

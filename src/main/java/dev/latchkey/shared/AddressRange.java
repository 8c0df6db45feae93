package dev.latchkey.shared;

import java.io.Serializable;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in CIDR notation (RFC 4632, RFC 4291), such as {@code 10.0.0.0/8} or {@code fd00::/8}; a
 * single address is a range of one. Host names are rejected, because their addresses may change. An IPv4 address in IPv6
 * notation ({@code ::ffff:192.0.2.7}) is that IPv4 address.
 */
public record AddressRange(InetAddress first, int prefixLength) implements Serializable {

    /** Without leading zeros, which some read as octal (RFC 6943, section 3.1.1). */
    private static final String IPV4 = "(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}";

    private static final Pattern LITERAL = Pattern.compile(IPV4 + "|(?=.*:)[0-9a-fA-F:]{2,39}(:" + IPV4 + ")?");

    /** Without the sign that {@link Integer#parseInt} takes. */
    private static final Pattern PREFIX_LENGTH = Pattern.compile("[0-9]{1,3}");

    private static final Pattern ZEROS = Pattern.compile("\\b0(:0)+\\b");

    /** Bits before an IPv4 address in IPv6 notation (RFC 4291, 2.5.5.2). */
    private static final int MAPPED = 96;

    /**
     * @param list ranges, separated by commas
     * @throws IllegalArgumentException for the first entry that is not a range
     */
    public static List<AddressRange> parseAll(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .map(AddressRange::parse)
                .toList();
    }

    /** @throws IllegalArgumentException if the text is neither an address nor a range */
    public static AddressRange parse(String text) {
        var slash = text.indexOf('/');
        try {
            var first = address(slash < 0 ? text : text.substring(0, slash));
            var bits = first.getAddress().length * 8;
            var given = slash < 0 ? bits : prefixLength(text.substring(slash + 1));
            var isMapped = slash >= 0 && first instanceof Inet4Address && text.indexOf(':') >= 0;
            var prefixLength = isMapped ? given - MAPPED : given;
            if (prefixLength >= 0 && prefixLength <= bits) {
                return new AddressRange(first, prefixLength);
            }
        } catch (IllegalArgumentException e) {
            // same error as for a prefix length out of range
        }
        throw new IllegalArgumentException(text);
    }

    private static int prefixLength(String text) {
        if (!PREFIX_LENGTH.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return Integer.parseInt(text);
    }

    /** Whether the address is in the range; false for text that is not an address. */
    public boolean contains(String address) {
        return only(address).filter(this::contains).isPresent();
    }

    /** Whether the whole other range is in this one. */
    public boolean contains(AddressRange other) {
        var own = first.getAddress();
        var others = other.first.getAddress();
        if (own.length != others.length || prefixLength > other.prefixLength) {
            return false;
        }
        var whole = prefixLength / 8;
        var rest = prefixLength % 8;
        return Arrays.equals(own, 0, whole, others, 0, whole)
                && (rest == 0 || (own[whole] ^ others[whole]) >> (8 - rest) == 0);
    }

    /** The range of this address alone; empty for text that is not an address. */
    public static Optional<AddressRange> only(String address) {
        try {
            var only = address(withoutZone(address));
            return Optional.of(new AddressRange(only, only.getAddress().length * 8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same range, with zeros after the prefix. */
    public AddressRange canonical() {
        var bytes = first.getAddress();
        for (int bit = prefixLength; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        try {
            return new AddressRange(InetAddress.getByAddress(bytes), prefixLength);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("The length has not changed", e);
        }
    }

    /** The form of RFC 5952, without the prefix length for a single address. */
    @Override
    public String toString() {
        var isSingle = prefixLength == first.getAddress().length * 8;
        return compressed(first.getHostAddress()) + (isSingle ? "" : "/" + prefixLength);
    }

    /** Leaves out the longest run of zeros, and the first of equal ones. */
    private static String compressed(String address) {
        return ZEROS.matcher(address)
                .results()
                .max(Comparator.comparing(zeros -> zeros.group().length()))
                .map(zeros -> address.substring(0, zeros.start()).replaceFirst(":$", "") + "::"
                        + address.substring(zeros.end()).replaceFirst("^:", ""))
                .orElse(address);
    }

    /** Whether the text is an IP address rather than a host name. */
    public static boolean isAddress(String text) {
        try {
            address(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The network that identifies a caller: the IPv4 address itself, or the first 64 bits of an IPv6 address, since a
     * site is assigned all addresses with that prefix (RFC 4291, 2.5.4). Returns text that is not an address unchanged.
     */
    public static String network(String address) {
        return network(address, 64).orElseGet(() -> isAddress(withoutZone(address)) ? hex(address, 32) : address);
    }

    /**
     * The first bits of an IPv6 address, which identify a subnet or site; empty for anything else.
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

    /** An IPv6 address may carry the name of an interface. */
    private static String withoutZone(String address) {
        var zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    /** Never queries DNS. */
    private static InetAddress address(String literal) {
        try {
            if (LITERAL.matcher(literal).matches()) {
                return InetAddress.getByName(literal);
            }
        } catch (UnknownHostException e) {
            // same error as for a host name
        }
        throw new IllegalArgumentException(literal);
    }
}

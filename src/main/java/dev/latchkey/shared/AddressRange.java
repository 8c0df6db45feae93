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
 * A range of IP addresses in CIDR notation (RFC 4632, RFC 4291), such as {@code 10.0.0.0/8} or {@code fd00::/8}; a
 * single address is a range of one. Host names are rejected, because their addresses may change.
 */
public record AddressRange(InetAddress first, int prefixLength) {

    private static final Pattern LITERAL =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|(?=.*:)[0-9a-fA-F:]{2,39}(:\\d{1,3}(\\.\\d{1,3}){3})?");

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
            // same error as for a prefix length out of range
        }
        throw new IllegalArgumentException(text);
    }

    /** Whether the address is in the range; false for text that is not an address. */
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
        return address.replaceFirst("%.*", "");
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

package dev.latchkey.token;

import java.util.regex.Pattern;

/**
 * The calling program as it identifies itself, bounded and limited to printable text for display.
 *
 * @param address of the network, at most 45 characters, the length of an IPv6 address
 * @param agent the User-Agent (RFC 9110, section 10.1.5), at most 200 characters; empty if absent
 */
public record Client(String address, String agent) {

    private static final int LONGEST_ADDRESS = 45;
    private static final int LONGEST_AGENT = 200;

    /** Control and format characters (which change the direction of text), unpaired surrogates, line separators. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    public Client {
        address = printable(address, LONGEST_ADDRESS);
        agent = printable(agent, LONGEST_AGENT);
    }

    /** The text without what cannot be shown, cut to a number of characters. */
    static String printable(String text, int longest) {
        var clean = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        var end = Math.min(clean.length(), longest);
        return Character.isHighSurrogate(clean.isEmpty() ? ' ' : clean.charAt(Math.max(end - 1, 0)))
                ? clean.substring(0, end - 1)
                : clean.substring(0, end);
    }
}

package dev.latchkey.token;

/**
 * The program that calls, as far as it says: shown to people, so it is bounded and holds nothing but printable text.
 *
 * @param address of the network, at most 45 characters, as many as an IPv6 address has
 * @param agent what the client calls itself (RFC 9110, section 10.1.5), at most 200 characters; empty when it does not
 */
public record Client(String address, String agent) {

    private static final int LONGEST_ADDRESS = 45;
    private static final int LONGEST_AGENT = 200;

    public Client {
        address = printable(address, LONGEST_ADDRESS);
        agent = printable(agent, LONGEST_AGENT);
    }

    private static String printable(String text, int longest) {
        // control, format (they turn the direction of writing), lone surrogates, and the separators of lines
        var clean =
                text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", " ").strip();
        var end = Math.min(clean.length(), longest);
        return Character.isHighSurrogate(clean.isEmpty() ? ' ' : clean.charAt(Math.max(end - 1, 0)))
                ? clean.substring(0, end - 1)
                : clean.substring(0, end);
    }
}

package dev.latchkey.notification;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** An email address that every mail server accepts: in ASCII, with the domain in Punycode (RFC 3492, RFC 5890). */
final class Mailbox {

    /**
     * Letters that the two IDNA standards map differently (UTS 46, 6). Java implements only the older one, which maps ß
     * to ss, a domain that may belong to another owner.
     */
    private static final Pattern AMBIGUOUS = Pattern.compile("[ßẞς\u200C\u200D]");

    private Mailbox() {}

    /**
     * The address with the name of its owner.
     *
     * @throws UndeliverableException if no mail server can deliver to it
     */
    static InternetAddress of(String address, String name) throws UndeliverableException {
        try {
            var mailbox = new InternetAddress(ascii(address), name, StandardCharsets.UTF_8.name());
            mailbox.validate();
            return mailbox;
        } catch (AddressException e) {
            throw new UndeliverableException("notice.undeliverable.address");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every Java has UTF-8", e);
        }
    }

    private static String ascii(String address) throws UndeliverableException {
        var at = address.lastIndexOf('@');
        var local = address.substring(0, Math.max(at, 0));
        var domain = address.substring(at + 1);
        // Other local parts require SMTPUTF8 (RFC 6531) on every server along the way.
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(local)) {
            throw new UndeliverableException("notice.undeliverable.local");
        }
        if (AMBIGUOUS.matcher(domain).find()) {
            throw new UndeliverableException("notice.undeliverable.domain");
        }
        try {
            return local + "@" + IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            throw new UndeliverableException("notice.undeliverable.address");
        }
    }
}

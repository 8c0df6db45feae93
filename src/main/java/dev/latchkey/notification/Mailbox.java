package dev.latchkey.notification;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A mail address as every mail server takes it: in ASCII, with the domain in Punycode (RFC 3492, RFC 5890). */
final class Mailbox {

    /**
     * Letters that the two standards for domains read differently (UTS 46, 6): Java knows the older one alone, for which ß is ss, and
     * somebody else may own that domain.
     */
    private static final Pattern AMBIGUOUS = Pattern.compile("[ßẞς\u200C\u200D]");

    private Mailbox() {}

    /**
     * The address, and the name of whose it is.
     *
     * @throws UndeliverableException when no mail server could deliver to it
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
        // It would need SMTPUTF8 (RFC 6531) of every server on the way.
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

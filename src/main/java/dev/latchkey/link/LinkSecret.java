package dev.latchkey.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret in a link: 256 random bits in base64url (RFC 4648, section 5). It is in the fragment of the link, which browsers
 * send to no server. The only type that holds it; it prints masked and cannot be serialized.
 */
public final class LinkSecret {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String value;

    private LinkSecret(String value) {
        this.value = value;
    }

    static LinkSecret generate() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new LinkSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Parses what a reader pasted: the secret, or the whole link. Empty for other text. */
    static Optional<LinkSecret> parse(String pasted) {
        var value = pasted.strip();
        value = value.substring(value.lastIndexOf('#') + 1);
        return FORM.matcher(value).matches() ? Optional.of(new LinkSecret(value)) : Optional.empty();
    }

    /** The SHA-256, 32 bytes. A fast hash suffices for 256 random bits. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "LinkSecret";
    }
}

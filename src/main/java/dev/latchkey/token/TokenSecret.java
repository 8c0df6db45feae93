package dev.latchkey.token;

import dev.latchkey.shared.TokenForm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The value of a token, of the form {@link TokenForm}: the random part has 178 bits, and the checksum refuses a typo or a
 * guess without a query. The one type that holds a value: it prints masked and is never serialised.
 */
public final class TokenSecret {

    private static final int LAST = 4;

    private final String value;

    private TokenSecret(String value) {
        this.value = value;
    }

    /** A value that nobody had before. */
    static TokenSecret generate(TokenType type, RandomGenerator random) {
        var value = new StringBuilder(type.prefix());
        for (int i = 0; i < TokenForm.RANDOM; i++) {
            value.append(TokenForm.BASE62.charAt(random.nextInt(TokenForm.BASE62.length())));
        }
        return new TokenSecret(value + TokenForm.checksum(value));
    }

    /** What somebody presented; empty when it cannot be a token of ours. */
    public static Optional<TokenSecret> parse(String presented) {
        return TokenForm.isValue(presented)
                        && Arrays.stream(TokenType.values()).anyMatch(type -> presented.startsWith(type.prefix()))
                ? Optional.of(new TokenSecret(presented))
                : Optional.empty();
    }

    /** SHA-256 of the value. A fast hash is right for 178 random bits: there is nothing to guess. */
    TokenHash hash() {
        try {
            return new TokenHash(
                    MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** By these people recognise a value; the end of the checksum, which gives away 24 of the 178 random bits. */
    String lastFour() {
        return value.substring(value.length() - LAST);
    }

    /** The value itself, to be handed to its owner once. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return value.substring(0, TokenForm.PREFIX) + "…";
    }
}

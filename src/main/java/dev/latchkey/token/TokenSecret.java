package dev.latchkey.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * The value of a token: the prefix of its type, 30 random base62 characters (178 bits) and 6 base62 characters of the
 * CRC32 of what stands before. The checksum refuses a typo or a guess without a query. The one type that holds a value:
 * it prints masked and is never serialised.
 */
public final class TokenSecret {

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int PREFIX = 4;
    private static final int RANDOM = 30;
    private static final int CHECKSUM = 6;
    private static final int LAST = 4;

    private final String value;

    private TokenSecret(String value) {
        this.value = value;
    }

    /** A value that nobody had before. */
    static TokenSecret generate(TokenType type, RandomGenerator random) {
        var value = new StringBuilder(type.prefix());
        for (int i = 0; i < RANDOM; i++) {
            value.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return new TokenSecret(value + checksum(value));
    }

    /** What somebody presented; empty when it cannot be a token of ours. */
    public static Optional<TokenSecret> parse(String presented) {
        if (presented.length() != PREFIX + RANDOM + CHECKSUM
                || Arrays.stream(TokenType.values()).noneMatch(type -> presented.startsWith(type.prefix()))) {
            return Optional.empty();
        }
        var checked = presented.substring(0, PREFIX + RANDOM);
        return presented.endsWith(checksum(checked)) ? Optional.of(new TokenSecret(presented)) : Optional.empty();
    }

    private static String checksum(CharSequence checked) {
        var crc = new CRC32();
        crc.update(checked.toString().getBytes(StandardCharsets.UTF_8));
        var digits = new char[CHECKSUM];
        var rest = crc.getValue();
        for (int i = CHECKSUM - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
            rest /= BASE62.length();
        }
        return new String(digits);
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
        return value.substring(0, PREFIX) + "…";
    }
}

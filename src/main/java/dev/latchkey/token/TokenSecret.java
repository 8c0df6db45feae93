package dev.latchkey.token;

import dev.latchkey.shared.TokenForm;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The value of a token in the format of {@link TokenForm}: 178 random bits, and a checksum that rejects typos and
 * guesses without a query. The only type that holds a value; it prints masked and cannot be serialized.
 */
public final class TokenSecret {

    private static final int LAST = 4;

    private final String value;

    private TokenSecret(String value) {
        this.value = value;
    }

    /** A new random value. */
    static TokenSecret generate(TokenType type, RandomGenerator random) {
        var value = new StringBuilder(type.prefix());
        for (int i = 0; i < TokenForm.RANDOM; i++) {
            value.append(TokenForm.BASE62.charAt(random.nextInt(TokenForm.BASE62.length())));
        }
        return new TokenSecret(value + TokenForm.checksum(value));
    }

    /** Parses a value; empty for other text. */
    public static Optional<TokenSecret> parse(String presented) {
        return TokenForm.isValue(presented)
                        && Arrays.stream(TokenType.values()).anyMatch(type -> presented.startsWith(type.prefix()))
                ? Optional.of(new TokenSecret(presented))
                : Optional.empty();
    }

    /** The SHA-256 of the value. A fast hash suffices for 178 random bits. */
    TokenHash hash() {
        return TokenHash.of(value);
    }

    /** The last characters, for recognition. They belong to the checksum and reveal 24 of the 178 random bits. */
    String lastFour() {
        return value.substring(value.length() - LAST);
    }

    /** The value, for its owner only, once. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return value.substring(0, TokenForm.PREFIX) + "…";
    }
}

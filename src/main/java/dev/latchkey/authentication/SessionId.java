package dev.latchkey.authentication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** A session id: 256 random bits (ASVS 5, 7.2.3). */
public final class SessionId {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final int CHARACTERS = 43;

    private final String value;

    private SessionId(String value) {
        this.value = value;
    }

    static SessionId random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Empty for malformed text. */
    static Optional<SessionId> parse(String presented) {
        return presented.length() == CHARACTERS ? Optional.of(new SessionId(presented)) : Optional.empty();
    }

    /** For the cookie only. */
    String reveal() {
        return value;
    }

    /** The SHA-256 under which the session is stored; a fast hash suffices for a random value. */
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "SessionId";
    }
}

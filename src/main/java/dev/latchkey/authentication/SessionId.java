package dev.latchkey.authentication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** What a browser shows to be signed in: 256 random bits (ASVS 5, 7.2.3). */
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

    /** Empty for what cannot be one. */
    static Optional<SessionId> parse(String presented) {
        return presented.length() == CHARACTERS ? Optional.of(new SessionId(presented)) : Optional.empty();
    }

    /** For the cookie, and for nothing else. */
    String reveal() {
        return value;
    }

    /** SHA-256, by which the session is known at rest: a fast hash is right for what nobody can guess. */
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

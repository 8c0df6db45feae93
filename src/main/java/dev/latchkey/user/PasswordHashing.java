package dev.latchkey.user;

import dev.latchkey.shared.OverloadedException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.text.Normalizer;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords with PBKDF2, HmacSHA512 and 210,000 iterations (OWASP Password Storage Cheat Sheet; ASVS 5, 11.4.2),
 * after normalization to NFKC (NIST SP 800-63B, 3.1.1.2), so that keyboards may compose letters differently. A hash
 * intentionally takes half a second of processor time. Concurrent hashes are limited to the number of processors, so
 * that the server stays responsive during a guessing attack.
 */
@ApplicationScoped
class PasswordHashing {

    static final int ITERATIONS = 210_000;
    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    /** Anonymous callers can cause a verification. */
    private static final int LONGEST_WAIT_SECONDS = 3;

    /** Only authenticated callers set passwords, and scripts set many at once. */
    private static final int LONGEST_WAIT_OF_THE_KNOWN_SECONDS = 30;

    @Inject
    Pbkdf2PasswordHash pbkdf2;

    private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    private String nobodys = "";

    /** The result of a verification. */
    enum Match {
        NONE,
        /** Correct, but the hash is outdated: not normalized, or with fewer iterations. */
        OUTDATED,
        CURRENT
    }

    @PostConstruct
    void initialize() {
        pbkdf2.initialize(Map.of(
                "Pbkdf2PasswordHash.Algorithm",
                ALGORITHM,
                "Pbkdf2PasswordHash.Iterations",
                Integer.toString(ITERATIONS),
                "Pbkdf2PasswordHash.SaltSizeBytes",
                "16",
                "Pbkdf2PasswordHash.KeySizeBytes",
                "32"));
        nobodys = hash("nobody has this password");
    }

    /** @throws OverloadedException if too many passwords are being hashed */
    String hash(String password) {
        return onAProcessor(
                LONGEST_WAIT_OF_THE_KNOWN_SECONDS,
                () -> pbkdf2.generate(normalized(password).toCharArray()));
    }

    /**
     * Takes equally long for users without a password, so that timing does not reveal which logins exist.
     *
     * @param hash null for a user without password
     * @throws OverloadedException if too many passwords are being hashed; this one was not checked
     */
    Match verify(String password, @Nullable String hash) {
        return onAProcessor(LONGEST_WAIT_SECONDS, () -> {
            var known = hash == null ? nobodys : hash;
            var normalized = normalized(password);
            var matches = pbkdf2.verify(normalized.toCharArray(), known);
            var matchesAsTyped = !normalized.equals(password) && pbkdf2.verify(password.toCharArray(), known);
            if (hash == null || !matches && !matchesAsTyped) {
                return Match.NONE;
            }
            return matches && isOfToday(hash) ? Match.CURRENT : Match.OUTDATED;
        });
    }

    /** Whether two passwords are equal after normalization. */
    static boolean areSame(String one, String other) {
        return normalized(one).equals(normalized(other));
    }

    private static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    /** The container's format: algorithm, iterations, salt and key, separated by colons. */
    private static boolean isOfToday(String hash) {
        return hash.startsWith(ALGORITHM + ":" + ITERATIONS + ":");
    }

    private <T> T onAProcessor(int longestWaitSeconds, Supplier<T> work) {
        try {
            if (!processors.tryAcquire(longestWaitSeconds, TimeUnit.SECONDS)) {
                throw new OverloadedException("user.password.busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OverloadedException("user.password.busy");
        }
        try {
            return work.get();
        } finally {
            processors.release();
        }
    }
}

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
 * PBKDF2 with HmacSHA512 and 210,000 iterations (OWASP Password Storage Cheat Sheet; ASVS 5, 11.4.2) over the password in
 * Unicode's form NFKC (NIST SP 800-63B, 3.1.1.2): the same letters count as the same however a keyboard composes them.
 *
 * <p>A hash takes a processor for half a second, on purpose. No more are under way than there are processors, so that the
 * others go on answering while many passwords are guessed at.
 */
@ApplicationScoped
class PasswordHashing {

    static final int ITERATIONS = 210_000;
    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    /** Anybody may have a password looked at. */
    private static final int LONGEST_WAIT_SECONDS = 3;

    /** Only callers who are known have one set, and many may be set together: scripts do. */
    private static final int LONGEST_WAIT_OF_THE_KNOWN_SECONDS = 30;

    @Inject
    Pbkdf2PasswordHash pbkdf2;

    private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    private String nobodys = "";

    /** How a password fits a hash. */
    enum Match {
        NONE,
        /** It fits, and a hash of today would be another one: of the password as it was typed, or with fewer iterations. */
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

    /** @throws OverloadedException when too many passwords are being hashed */
    String hash(String password) {
        return onAProcessor(
                LONGEST_WAIT_OF_THE_KNOWN_SECONDS,
                () -> pbkdf2.generate(normalized(password).toCharArray()));
    }

    /**
     * Takes as long for a user without a password as for one with: nobody learns from the clock who exists.
     *
     * @param hash null for a user who has no password
     * @throws OverloadedException when too many passwords are being hashed; the password has not been looked at
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

    /** Whether two passwords are the same one. */
    static boolean areSame(String one, String other) {
        return normalized(one).equals(normalized(other));
    }

    private static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    /** As the container writes it: algorithm, iterations, salt and key, with colons between. */
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

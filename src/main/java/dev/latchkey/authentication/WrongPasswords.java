package dev.latchkey.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Recent wrong passwords. A program that repeats an outdated password is not guessing: it counts once, and costs no
 * hashing. Stored as keyed hashes with a key that exists in memory only, per network, so that timing does not reveal
 * what others have tried.
 */
final class WrongPasswords {

    private static final int MOST = 100_000;
    private static final String MAC = "HmacSHA256";

    private final Cache<String, Boolean> known = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(AttemptCounts.WINDOW)
            .build();
    private final SecretKeySpec key;

    WrongPasswords() {
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, MAC);
    }

    /**
     * @param version of the user, which changes with the password
     * @param network of the caller
     */
    record Presented(String login, int version, String network, String password) {}

    boolean contains(Presented presented) {
        return known.getIfPresent(hash(presented)) != null;
    }

    void add(Presented presented) {
        known.put(hash(presented), true);
    }

    private String hash(Presented presented) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            var text = String.join(
                    "\n",
                    presented.network(),
                    Integer.toString(presented.version()),
                    Integer.toString(presented.login().length()),
                    presented.login(),
                    presented.password());
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}

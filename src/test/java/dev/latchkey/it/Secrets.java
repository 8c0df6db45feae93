package dev.latchkey.it;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passwords and token values that the tests of this JVM have used or seen; no server's log may contain one. */
public final class Secrets {

    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private Secrets() {}

    /** Remembers a secret and returns it; ignores a blank one. */
    public static String remember(String secret) {
        if (!secret.isBlank()) {
            SEEN.add(secret);
        }
        return secret;
    }

    static Set<String> seen() {
        return Set.copyOf(SEEN);
    }
}

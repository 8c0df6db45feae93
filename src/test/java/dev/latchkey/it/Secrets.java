package dev.latchkey.it;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passwords and token values that the tests of this JVM have used or seen; no server's log may contain one. */
public final class Secrets {

    /** Fewer characters could be part of any line. */
    private static final int SHORTEST = 8;

    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private Secrets() {}

    /** Remembers a secret and returns it; ignores one of fewer than 8 characters, such as a wrong password. */
    public static String remember(String secret) {
        if (secret.strip().length() >= SHORTEST) {
            SEEN.add(secret);
        }
        return secret;
    }

    static Set<String> seen() {
        return Set.copyOf(SEEN);
    }
}

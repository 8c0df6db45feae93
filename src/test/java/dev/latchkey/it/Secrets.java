package dev.latchkey.it;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every password and token value that the tests of this JVM have used or seen; none of them may be in a server's log. */
public final class Secrets {

    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private Secrets() {}

    /** Remembers a secret, and gives it back; a password that was left blank is none. */
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

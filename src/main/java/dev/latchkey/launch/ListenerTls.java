package dev.latchkey.launch;

import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where the listener, a library of the server, finds the private key of HTTPS. Settings of the server would carry its password
 * in system properties.
 */
public final class ListenerTls {

    private static volatile @Nullable SSLContext context;

    private ListenerTls() {}

    static void use(SSLContext chosen) {
        context = chosen;
    }

    /** Empty when the listener speaks HTTP. */
    public static Optional<SSLContext> context() {
        return Optional.ofNullable(context);
    }
}

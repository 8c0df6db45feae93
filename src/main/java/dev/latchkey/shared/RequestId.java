package dev.latchkey.shared;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of the request that the current thread answers, for the log and the client. The launcher's log reads it as well: in the
 * microbundle, the application gets this class from there.
 */
public final class RequestId {

    /** The request and response header. */
    public static final String HEADER = "X-Request-Id";

    /** Bounded, and harmless in every log and header. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");

    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

    private RequestId() {}

    /** Whether it has 1 to 128 letters, digits and {@code . _ : / + = -}. */
    public static boolean isValid(String id) {
        return FORM.matcher(id).matches();
    }

    /** 16 random hexadecimal digits. */
    public static String next() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    public static void begin(String id) {
        CURRENT.set(id);
    }

    public static void end() {
        CURRENT.remove();
    }

    /** Empty outside of a request. */
    public static Optional<String> current() {
        return Optional.ofNullable(CURRENT.get());
    }
}

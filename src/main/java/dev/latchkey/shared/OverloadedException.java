package dev.latchkey.shared;

import java.time.Duration;

/** The server is at its limit of concurrent costly operations, and did nothing. The API answers 503. */
public class OverloadedException extends BusinessException {

    private static final long serialVersionUID = 1;

    private static final Duration WAIT = Duration.ofSeconds(2);

    public OverloadedException(String key) {
        super(null, Message.of(key, WAIT.toSeconds()));
    }

    /** The delay before a retry, in whole seconds. */
    public Duration retryAfter() {
        return WAIT;
    }
}

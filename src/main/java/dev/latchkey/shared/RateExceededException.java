package dev.latchkey.shared;

import java.time.Duration;

/** The caller exceeds a rate limit. The API answers 429 (RFC 6585). */
public class RateExceededException extends BusinessException {

    private static final long serialVersionUID = 1;

    private final Duration wait;

    /** @param wait the delay before a retry, in whole seconds */
    public RateExceededException(Duration wait, String key, Object... arguments) {
        super(null, Message.of(key, arguments));
        this.wait = wait;
    }

    public Duration retryAfter() {
        return wait;
    }
}

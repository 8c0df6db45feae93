package dev.latchkey.shared;

import java.time.Duration;

/** The server has as much costly work under way as it can do at once. Nothing was done; the API answers 503. */
public class OverloadedException extends BusinessException {

    private static final long serialVersionUID = 1;

    private static final Duration WAIT = Duration.ofSeconds(2);

    public OverloadedException(String key) {
        super(null, Message.of(key, WAIT.toSeconds()));
    }

    /** When it is worth another attempt, in whole seconds. */
    public Duration retryAfter() {
        return WAIT;
    }
}

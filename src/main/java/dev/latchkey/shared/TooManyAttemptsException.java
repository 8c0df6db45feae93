package dev.latchkey.shared;

import java.time.Duration;

/** Too many failed password attempts: the server defers the next one. The API answers 429. */
public class TooManyAttemptsException extends BusinessException {

    private static final long serialVersionUID = 1;

    private final Duration wait;

    /** @param wait the delay before the next attempt, in whole seconds */
    public TooManyAttemptsException(Duration wait) {
        super(null, Message.of("authentication.attempts", wait.toSeconds()));
        this.wait = wait;
    }

    public Duration retryAfter() {
        return wait;
    }
}

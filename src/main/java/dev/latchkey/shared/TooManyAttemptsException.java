package dev.latchkey.shared;

import java.time.Duration;

/** A password was guessed at too often: the next attempt is looked at later. The API answers 429. */
public class TooManyAttemptsException extends BusinessException {

    private static final long serialVersionUID = 1;

    private final Duration wait;

    /** @param wait until the next attempt is looked at, in whole seconds */
    public TooManyAttemptsException(Duration wait) {
        super(null, Message.of("authentication.attempts", wait.toSeconds()));
        this.wait = wait;
    }

    public Duration retryAfter() {
        return wait;
    }
}

package dev.latchkey.user;

import dev.latchkey.shared.DateText;
import dev.latchkey.shared.UnauthorizedException;
import java.time.Instant;

/** The password is correct, but is a first password that was not replaced in time. */
public class LapsedPasswordException extends UnauthorizedException {

    private static final long serialVersionUID = 1;

    LapsedPasswordException(Instant at) {
        super("user.password.lapsed", DateText.of(at));
    }
}

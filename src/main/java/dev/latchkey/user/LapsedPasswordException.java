package dev.latchkey.user;

import dev.latchkey.shared.DateText;
import dev.latchkey.shared.UnauthorizedException;
import java.time.Instant;

/** The password is the right one, but somebody else chose it, and it was not replaced in time. */
public class LapsedPasswordException extends UnauthorizedException {

    private static final long serialVersionUID = 1;

    LapsedPasswordException(Instant at) {
        super("user.password.lapsed", DateText.of(at));
    }
}

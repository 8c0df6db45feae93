package dev.latchkey.link;

import dev.latchkey.platform.LinkMail;
import dev.latchkey.platform.NetworkLimit;
import dev.latchkey.shared.Characters;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.OverloadedException;
import dev.latchkey.shared.RateExceededException;
import dev.latchkey.shared.Text;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * Takes requests of people who forgot their passwords. Nobody learns whether a login or an address is known, neither from the
 * answer nor from its time: a request is one row, and {@link ForgottenPasswordWork} looks for the users later.
 */
@Stateless
@PermitAll
public class ForgottenPasswords {

    /** The longest login. */
    static final int LONGEST = 255;

    /** Waiting at once: a flood from many networks must not fill the database. */
    static final int MOST_WAITING = 1_000;

    private static final int REQUESTS = 10;
    private static final NetworkLimit LIMIT = new NetworkLimit(REQUESTS, Duration.ofMinutes(5));

    @Inject
    PasswordRequestRepository requests;

    @Inject
    LinkMail mail;

    @Inject
    CurrentOrigin origin;

    @Inject
    Clock clock;

    /** Whether anybody may ask for a link, because it can go by mail. */
    public boolean isPossible() {
        return mail.isPossible();
    }

    /**
     * Asks for a link by mail, for all whom this names.
     *
     * @param typed a login or an email address, 1–255 characters
     * @throws NotFoundException if no mail can be sent
     * @throws InvalidException if nothing was typed, or more than a login can have
     * @throws RateExceededException after 10 requests of the caller's network in five minutes
     * @throws OverloadedException while 1000 requests wait
     */
    public void request(String typed) {
        if (!isPossible()) {
            throw new NotFoundException(null, "link.forgotten.impossible");
        }
        var wanted = Text.clean(typed);
        if (wanted.isEmpty() || wanted.length() > LONGEST || !Characters.areText(wanted)) {
            throw new InvalidException("login", "link.forgotten.login");
        }
        var address = Objects.requireNonNull(origin.get().address(), "only callers from a network come here");
        LIMIT.count(address);
        if (requests.count() >= MOST_WAITING) {
            throw new OverloadedException("link.forgotten.busy");
        }
        requests.add(new PasswordRequest(wanted, address, clock.instant()));
    }
}

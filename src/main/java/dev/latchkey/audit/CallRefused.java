package dev.latchkey.audit;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A known caller wanted what it may not do (403).
 *
 * @param call method and path, without anything that could be a secret
 * @param notKeptUntil until then further refusals of this caller are not kept, because there were too many; null when they are
 * @param subject the user whom the call was about, or nobody known
 */
record CallRefused(String call, @Nullable Instant notKeptUntil, Subject subject) implements DomainEvent {

    @Override
    public Map<String, String> details() {
        return notKeptUntil == null
                ? Map.of("call", call)
                : Map.of(
                        "call",
                        call,
                        "notKeptUntil",
                        notKeptUntil.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    @Override
    public boolean refused() {
        return true;
    }
}

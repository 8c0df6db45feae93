package dev.latchkey.notification;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;

/** Somebody has tried whether mail goes out. The address is not told: it may be a person's. */
record TestMailSent(boolean accepted) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.UNKNOWN;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("accepted", Boolean.toString(accepted));
    }
}

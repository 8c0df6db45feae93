package dev.latchkey.policy;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;

/** A rule for tokens is another one than before, both written as the Web API writes them. */
public record PolicyChanged(String key, String before, String after) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.thing("setting", key);
    }

    @Override
    public Map<String, String> details() {
        return Map.of("before", before, "after", after);
    }
}

package dev.latchkey.audit;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;

/**
 * A known caller wanted what it may not do (403).
 *
 * @param call method and path, without anything that could be a secret
 */
public record CallRefused(String call) implements DomainEvent {

    @Override
    public Subject subject() {
        return Subject.UNKNOWN;
    }

    @Override
    public Map<String, String> details() {
        return Map.of("call", call);
    }

    @Override
    public boolean refused() {
        return true;
    }
}

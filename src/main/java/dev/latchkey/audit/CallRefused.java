package dev.latchkey.audit;

import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Subject;
import java.util.Map;

/**
 * A known caller wanted what it may not do (403).
 *
 * @param call method and path, without anything that could be a secret
 * @param subject the user whom the call was about, or nobody known
 */
record CallRefused(String call, Subject subject) implements DomainEvent {

    @Override
    public Map<String, String> details() {
        return Map.of("call", call);
    }

    @Override
    public boolean refused() {
        return true;
    }
}

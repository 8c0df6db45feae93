package dev.latchkey.policy;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * The policy for other features' services, inside of their transaction and after their own check of who may. Pages and
 * API go through {@link PolicyService}.
 */
@Dependent
public class CurrentPolicy {

    @Inject
    PolicyRepository settings;

    /** As the database knows it at this moment. */
    public TokenPolicy get() {
        return PolicySetting.read(settings.values());
    }

    /**
     * The same, and the policy stays as it is until the transaction ends: what is done by a rule is done before another rule counts.
     * Comes before any other lock.
     */
    public TokenPolicy hold() {
        settings.hold();
        return get();
    }
}

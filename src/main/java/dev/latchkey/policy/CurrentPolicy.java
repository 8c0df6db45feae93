package dev.latchkey.policy;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * The policy for services of other features, within their transactions and after their own authorization. Pages and API
 * use {@link PolicyService}.
 */
@Dependent
public class CurrentPolicy {

    @Inject
    PolicyRepository settings;

    /** The current policy. */
    public TokenPolicy get() {
        return PolicySetting.read(settings.values());
    }

    /**
     * Locks the policy until the transaction ends, so that a change waits for everything done under it. Must be the first
     * lock.
     */
    public void hold() {
        settings.hold();
    }
}

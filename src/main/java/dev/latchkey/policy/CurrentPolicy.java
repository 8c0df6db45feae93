package dev.latchkey.policy;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;

/**
 * The policy for services of other features, within their transactions and after their own authorization. Pages and API
 * use {@link PolicyService}.
 */
@Dependent
public class CurrentPolicy {

    @Inject
    PolicyRepository settings;

    @Resource
    TransactionSynchronizationRegistry transaction;

    /** The current policy. A transaction that holds it does not read it again. */
    public TokenPolicy get() {
        return transaction.getTransactionKey() != null
                        && transaction.getResource(TokenPolicy.class) instanceof TokenPolicy held
                ? held
                : read();
    }

    /**
     * Locks the policy until the transaction ends, so that a change waits for everything done under it. Must be the first
     * lock.
     */
    public void hold() {
        settings.hold();
        transaction.putResource(TokenPolicy.class, read());
    }

    private TokenPolicy read() {
        return PolicySetting.read(settings.values());
    }
}

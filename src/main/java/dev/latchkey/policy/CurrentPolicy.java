package dev.latchkey.policy;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

    /** The current policy. A transaction that holds it reads it once. */
    public TokenPolicy get() {
        return transaction.getTransactionKey() != null && transaction.getResource(Held.class) instanceof Held held
                ? held.policy(this::read)
                : read();
    }

    /**
     * Locks the policy until the transaction ends, so that a change waits for everything done under it. Must be the first
     * lock.
     */
    public void hold() {
        settings.hold();
        transaction.putResource(Held.class, new Held());
    }

    private TokenPolicy read() {
        return PolicySetting.read(settings.values());
    }

    /** The policy of a transaction that holds it, once it was read. */
    private static final class Held {

        private @Nullable TokenPolicy policy;

        TokenPolicy policy(Supplier<TokenPolicy> read) {
            if (policy == null) {
                policy = read.get();
            }
            return policy;
        }
    }
}

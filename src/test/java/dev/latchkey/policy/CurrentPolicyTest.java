package dev.latchkey.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Services;
import dev.latchkey.platform.persistence.TestDatabase;
import dev.latchkey.user.Role;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** When the policy is read. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class CurrentPolicyTest {

    private final TestDatabase database;

    private EntityManager entityManager;
    private CurrentPolicy policy;

    CurrentPolicyTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() {
        entityManager = database.begin();
        policy = new Services(entityManager, Clock.systemUTC(), "admin", Role.USER).get(CurrentPolicy.class);
    }

    @AfterEach
    void rollBack() {
        TestDatabase.rollBack(entityManager);
    }

    @Test
    void aTransactionThatHoldsItReadsItOnce() {
        var resources = new HashMap<Object, Object>();
        policy.transaction = transaction(resources);
        policy.hold();
        assertThat(policy.get().maximumLifetime()).isNull();

        limitLifetime();
        assertThat(policy.get().maximumLifetime()).isNull();

        policy.transaction = transaction(new HashMap<>());
        assertThat(policy.get().maximumLifetime()).as("in another transaction").isEqualTo(30);
        policy.transaction = transaction(null);
        assertThat(policy.get().maximumLifetime()).as("without a transaction").isEqualTo(30);
    }

    @Test
    void aTransactionThatDoesNotHoldItReadsItEachTime() {
        policy.transaction = transaction(new HashMap<>());
        assertThat(policy.get().maximumLifetime()).isNull();

        limitLifetime();

        assertThat(policy.get().maximumLifetime()).isEqualTo(30);
    }

    private void limitLifetime() {
        entityManager
                .createNativeQuery("insert into setting (setting_key, setting_value, version) values ('"
                        + PolicySetting.MAXIMUM_LIFETIME.key() + "', '30 days', 1)")
                .executeUpdate();
    }

    /** @param resources null without a transaction */
    private static TransactionSynchronizationRegistry transaction(@Nullable Map<Object, Object> resources) {
        return (TransactionSynchronizationRegistry) Proxy.newProxyInstance(
                CurrentPolicyTest.class.getClassLoader(),
                new Class<?>[] {TransactionSynchronizationRegistry.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getTransactionKey" -> resources;
                    case "getResource" -> resources == null ? null : resources.get(arguments[0]);
                    case "putResource" -> resources == null ? null : resources.put(arguments[0], arguments[1]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}

package dev.latchkey.policy;

import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.DatabaseErrors;
import dev.latchkey.platform.persistence.Sql;
import dev.latchkey.shared.ConflictException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** The settings of the policy in the database. */
@Dependent
class PolicyRepository {

    /** The rows of {@code policy_lock}, numbered from 1. */
    private static final int LOCKS = 32;

    @PersistenceContext
    EntityManager entityManager;

    @Inject
    Connections connections;

    /**
     * Takes a shared lock on the policy until the transaction ends: one of several rows, while a change takes all. H2
     * has no shared locks.
     */
    void hold() {
        connections.lend(connection -> {
            var free = Sql.of("select id from policy_lock order by id fetch first 1 row only for update skip locked")
                    .first(connection, row -> row.getInt("id"));
            return free.isPresent()
                    ? free
                    : Sql.of(
                                    "select id from policy_lock where id = ? for update",
                                    1 + ThreadLocalRandom.current().nextInt(LOCKS))
                            .first(connection, row -> row.getInt("id"));
        });
    }

    /** Takes an exclusive lock. */
    void holdAlone() {
        entityManager
                .createNativeQuery("select id from policy_lock order by id for update")
                .getResultList();
    }

    /** The current values, except for changes that have not been flushed. Plain JDBC, because every new token needs them. */
    Map<PolicySetting, String> values() {
        return connections
                .lend(connection -> Sql.of("select setting_key, setting_value from setting")
                        .list(
                                connection,
                                row -> Map.entry(
                                        PolicySetting.of("key", row.getString("setting_key")),
                                        row.getString("setting_value"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void put(PolicySetting setting, String value) {
        var stored = entityManager.find(Setting.class, setting.key());
        if (stored == null) {
            entityManager.persist(new Setting(setting.key(), value));
        } else {
            stored.change(value);
        }
    }

    void remove(PolicySetting setting) {
        var stored = entityManager.find(Setting.class, setting.key());
        if (stored != null) {
            entityManager.remove(stored);
        }
    }

    /** @throws InvalidException after a concurrent change */
    void flush() {
        try {
            entityManager.flush();
        } catch (OptimisticLockException e) {
            throw new ConflictException(null, "policy.changed");
        } catch (PersistenceException e) {
            throw DatabaseErrors.uniqueViolated(e) ? new ConflictException(null, "policy.changed") : e;
        }
    }
}

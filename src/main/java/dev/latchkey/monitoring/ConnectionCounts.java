package dev.latchkey.monitoring;

import dev.latchkey.platform.Metric;
import dev.latchkey.platform.MetricSource;
import dev.latchkey.platform.persistence.Connections;
import dev.latchkey.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the connections of all servers to the database. It asks the database, because each kind of application server has
 * its own way to tell about a pool.
 */
@ApplicationScoped
class ConnectionCounts implements MetricSource {

    private static final String COUNTED = "select kind, count(*) as total from (%s) connections group by kind";

    private static final String POSTGRESQL = "select case when wait_event_type = 'Lock' then 'waiting'"
            + " when state = 'idle' then 'idle' else 'used' end as kind from pg_stat_activity"
            + " where datname = current_database() and usename = current_user";

    private static final String H2 = "select case when blocker_id is not null then 'waiting'"
            + " when session_state = 'SLEEP' then 'idle' else 'used' end as kind from information_schema.sessions";

    @Inject
    Connections connections;

    @Override
    public Metric read() {
        var counts = new HashMap<>(Map.of("idle", 0L, "used", 0L, "waiting", 0L));
        connections.lend(connection -> Sql.of(sql(connection.getMetaData().getDatabaseProductName()))
                .in(COUNTED)
                .list(connection, row -> counts.put(row.getString("kind"), row.getLong("total"))));
        return new Metric(
                "database_connections",
                "Connections of all servers to the database; waiting ones wait for a lock",
                Metric.Kind.GAUGE,
                "state",
                counts);
    }

    private static String sql(String product) {
        return product.equals("H2") ? H2 : POSTGRESQL;
    }
}

package dev.latchkey.audit;

import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

class AuditRepositoryH2Test extends AuditRepositoryTest {

    @Override
    DataSource empty() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:audit;DB_CLOSE_DELAY=-1");
        return database;
    }

    /** Does nothing: the schema has no guard on H2, whose triggers are classes on the server's class path. */
    @Override
    void lowerTheGuard(Connection connection) {}

    @Override
    List<String> changesOfItsOwn() {
        return List.of();
    }
}

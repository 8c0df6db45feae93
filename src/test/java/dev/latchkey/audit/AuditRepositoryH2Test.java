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

    /** There is none: a trigger of H2 is a class on the class path of the server. */
    @Override
    void lowerTheGuard(Connection connection) {}

    @Override
    List<String> changesOfItsOwn() {
        return List.of();
    }
}

package dev.latchkey.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The WAR says in one line why it does not start: servers bury their own reasons under stack traces. */
class SchemaMigrationTest {

    @ParameterizedTest
    @CsvSource({
        "latchkey.trusted.proxies, foo, 'LATCHKEY_TRUSTED_PROXIES=foo: has \"foo\", which is not an address'",
        "latchkey.session.idle, PT1S, LATCHKEY_SESSION_IDLE=PT1S: is not a duration from PT5M to PT24H",
        "latchkey.session.idle, abc, LATCHKEY_SESSION_IDLE=abc: is not a duration",
        "latchkey.link.lifetime, PT59M, LATCHKEY_LINK_LIFETIME=PT59M: is not a duration from PT1H to PT720H",
        "latchkey.base.url, ftp:x, LATCHKEY_BASE_URL=ftp:x: is not a URL",
        "latchkey.limit.tokens, 0, LATCHKEY_LIMIT_TOKENS=0: is not an integer from 1"
    })
    void namesAnInvalidSetting(String property, String value, String message) {
        var migration = new SchemaMigration();
        migration.config = (Config) Proxy.newProxyInstance(
                Config.class.getClassLoader(),
                new Class<?>[] {Config.class},
                (proxy, method, arguments) -> Optional.of(value).filter(given -> arguments[0].equals(property)));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(migration::atStart)
                .withMessageStartingWith(message);
    }

    @Test
    void saysWhyTheDatabaseCannotBeOpened() {
        var database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:absent;IFEXISTS=TRUE");

        assertThat(SchemaMigration.open(database).orElseThrow())
                .startsWith("cannot open or migrate the database: Database \"mem:absent\" not found")
                .hasLineCount(1);
    }

    @Test
    void saysWhyTheDatabaseCannotBeMigrated() throws SQLException {
        var database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:refusing;DB_CLOSE_DELAY=-1");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create user guest password ''");
        }
        database.setUrl("jdbc:h2:mem:refusing");
        database.setUser("guest");

        assertThat(SchemaMigration.open(database).orElseThrow())
                .startsWith("cannot open or migrate the database: Not enough rights")
                .hasLineCount(1);
    }
}

package dev.latchkey.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.it.TestCertificate;
import dev.latchkey.platform.configuration.BadConfiguration;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong setting is one line that names the variable, its value and what to do. */
class LauncherTest {

    private final Map<String, String> environment = new HashMap<>();
    private final Properties properties = new Properties();

    private Path folder;

    @BeforeEach
    void aGoodConfiguration(@TempDir Path folder) throws Exception {
        this.folder = folder;
        environment.put("LATCHKEY_HTTP_ADDRESS", "127.0.0.1");
        environment.put("LATCHKEY_HTTP_PORT", Integer.toString(freePort()));
        environment.put("LATCHKEY_DATA_DIR", folder.resolve("data").toString());
    }

    @Test
    void withoutDatabaseUrlTheEmbeddedDatabaseLiesInTheDataFolder() throws Exception {
        var configuration = configuration();

        assertThat(configuration.systemProperties())
                .containsEntry("latchkey.db.driver", "org.h2.Driver")
                .containsEntry("latchkey.http.address", "127.0.0.1")
                .containsEntry("latchkey.data.dir", folder.resolve("data").toString());
        assertThat(configuration.systemProperties().get("latchkey.db.url"))
                .startsWith("jdbc:h2:file:" + folder.resolve("data/latchkey") + ";")
                .contains("WRITE_DELAY=0");
        assertThat(configuration.listener().url())
                .isEqualTo("http://localhost:" + environment.get("LATCHKEY_HTTP_PORT") + "/");
    }

    @Test
    void aSystemPropertyGoesBeforeTheEnvironment() throws Exception {
        environment.put("LATCHKEY_DATA_DIR", "/proc/nowhere");
        properties.setProperty("latchkey.data.dir", folder.resolve("other").toString());

        assertThat(configuration().systemProperties())
                .containsEntry("latchkey.data.dir", folder.resolve("other").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "80a", "0", "65536", "-1", "99999999999"})
    void refusesWhatIsNoPort(String port) {
        environment.put("LATCHKEY_HTTP_PORT", port);

        assertRefused("LATCHKEY_HTTP_PORT=" + port + ": is not a port; choose a number from 1 to 65535");
    }

    @Test
    void refusesAPortInUse() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("LATCHKEY_HTTP_PORT", Integer.toString(taken.getLocalPort()));

            assertRefused("LATCHKEY_HTTP_PORT=" + taken.getLocalPort() + ": is not available (");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LATCHKEY_AUDIT_DAYS, 29, 30, 36500",
        "LATCHKEY_AUDIT_DAYS, 36501, 30, 36500",
        "LATCHKEY_LIMIT_TOKENS, 0, 1, 1000000",
        "LATCHKEY_LIMIT_GENERATIONS, many, 1, 1000000",
        "LATCHKEY_LIMIT_SESSIONS, 10001, 1, 10000",
        "LATCHKEY_LIMIT_REFUSALS, -1, 1, 1000000"
    })
    void refusesANumberOutOfItsRange(String variable, String value, int least, int most) throws Exception {
        environment.put(variable, value);
        assertRefused(variable + "=" + value + ": is not an integer from " + least + " to " + most + "; choose one");

        environment.put(variable, Integer.toString(least));
        configuration();
        environment.put(variable, Integer.toString(most));
        configuration();
    }

    @Test
    void refusesAnAuditLogThatCannotBeSealed() throws Exception {
        environment.put("LATCHKEY_AUDIT_KEY_FILE", folder.resolve("none.pem").toString());
        assertRefused("LATCHKEY_AUDIT_KEY_FILE=" + folder.resolve("none.pem") + ": is not a readable file;");

        environment.remove("LATCHKEY_AUDIT_KEY_FILE");
        environment.put(
                "LATCHKEY_AUDIT_SEALS_FILE", folder.resolve("no/such/folder").toString());
        assertRefused("LATCHKEY_AUDIT_SEALS_FILE=" + folder.resolve("no/such/folder")
                + ": is not a writable file; correct its permissions");

        environment.put("LATCHKEY_AUDIT_SEALS_FILE", folder.resolve("seals").toString());
        environment.put("LATCHKEY_AUDIT_SYSLOG", "log.example.org");
        assertRefused("LATCHKEY_AUDIT_SYSLOG=log.example.org: is not a syslog URL;");

        environment.put("LATCHKEY_AUDIT_SYSLOG", "tcp://log.example.org:601");
        configuration();
    }

    @Test
    void refusesAProxyThatIsNoAddress() {
        environment.put("LATCHKEY_TRUSTED_PROXIES", "10.0.0.7, proxy.example.org");

        assertRefused(
                "LATCHKEY_TRUSTED_PROXIES=10.0.0.7, proxy.example.org: has \"proxy.example.org\", which is not an address;");
    }

    @Test
    void refusesAnAddressOfAnotherMachine() {
        environment.put("LATCHKEY_HTTP_ADDRESS", "192.0.2.1");

        assertRefused("LATCHKEY_HTTP_ADDRESS=192.0.2.1: is not an address of this machine (");
    }

    @Test
    void refusesADataFolderThatIsAFile() throws Exception {
        var file = Files.createFile(folder.resolve("file"));
        environment.put("LATCHKEY_DATA_DIR", file.toString());

        assertRefused("LATCHKEY_DATA_DIR=" + file + ": cannot be created or written to (");
    }

    @Test
    void refusesADataFolderWhoseDatabaseIsInUse() throws Exception {
        var database = Files.createDirectories(folder.resolve("data")).resolve("latchkey.mv.db");
        // In the same process, a second lock throws instead of failing, so another process holds the first.
        var other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        database.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("locked");

            assertRefused("LATCHKEY_DATA_DIR=" + folder.resolve("data") + ": is in use by another running Latchkey; ");
        } finally {
            other.destroy();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://localhost/latchkey", "postgres://localhost/latchkey", "jdbc:h2:mem:x"})
    void refusesAnotherKindOfDatabase(String url) {
        environment.put("LATCHKEY_DB_URL", url);
        environment.put("LATCHKEY_DB_USER", "latchkey");

        assertRefused("LATCHKEY_DB_URL=" + url + ": is not supported; use jdbc:postgresql://");
    }

    @Test
    void refusesADatabaseThatDoesNotAnswerAndHidesThePassword() throws Exception {
        var server = "jdbc:postgresql://127.0.0.1:" + freePort() + "/latchkey?password=";
        environment.put("LATCHKEY_DB_URL", server + "secret");
        environment.put("LATCHKEY_DB_USER", "latchkey");
        environment.put("LATCHKEY_DB_PASSWORD", "secret");

        assertRefused("LATCHKEY_DB_URL=" + server + "***: is not reachable (");
    }

    @Test
    void refusesAPasswordThatTheServerWouldChange() {
        environment.put("LATCHKEY_DB_URL", "jdbc:postgresql://127.0.0.1/latchkey");
        environment.put("LATCHKEY_DB_USER", "latchkey");
        environment.put("LATCHKEY_DB_PASSWORD", "secret${java.home}");

        assertRefused("LATCHKEY_DB_PASSWORD=***: contains ${");
    }

    @Test
    void postgresqlKeepsTheRowAtFaultToItself() {
        assertThat(new PostgresqlServer("jdbc:postgresql://db/latchkey", "latchkey").quietUrl())
                .isEqualTo("jdbc:postgresql://db/latchkey?logServerErrorDetail=false");
        assertThat(new PostgresqlServer("jdbc:postgresql://db/latchkey?ssl=true", "latchkey").quietUrl())
                .isEqualTo("jdbc:postgresql://db/latchkey?ssl=true&logServerErrorDetail=false");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        jdbc:postgresql://db.example.org/latchkey                  | sslmode=verify-full
        jdbc:postgresql://db.example.org/latchkey                  | DefaultJavaSSLFactory
        jdbc:postgresql://localhost,10.0.0.7:5432/latchkey?a=b     | &sslmode=verify-full
        jdbc:postgresql://[fd00::7]:5432/latchkey                  | sslmode=verify-full
        jdbc:postgresql://localhost.example.org/latchkey           | sslmode=verify-full
        jdbc:postgresql://db.example.org/latchkey?sslmode=disable  | ?sslmode=disable
        jdbc:postgresql://db.example.org/latchkey?sslrootcert=x    | sslrootcert=x&sslmode=verify-full
        """)
    void aDatabaseElsewhereIsAskedForTls(String url, String address) {
        assertThat(PostgresqlServer.overTls(url)).contains(address);
        assertThat(PostgresqlServer.overTls(url).split("sslmode=")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql:latchkey",
                "jdbc:postgresql://localhost/latchkey",
                "jdbc:postgresql://LOCALHOST:5432,127.0.0.1,[::1]:1/latchkey?a=b",
                "jdbc:mysql://db.example.org/latchkey"
            })
    void aDatabaseOnThisMachineIsNot(String url) {
        assertThat(PostgresqlServer.overTls(url)).isEqualTo(url);
    }

    @Test
    void whatIsKeptBelongsToTheOwnerAlone() throws Exception {
        assertThat(configuration().warnings()).isEmpty();

        assertThat(Files.getPosixFilePermissions(folder.resolve("data")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("data/latchkey.mv.db")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));

        Files.setPosixFilePermissions(folder.resolve("data"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(configuration().warnings())
                .singleElement()
                .asString()
                .startsWith("LATCHKEY_DATA_DIR=" + folder.resolve("data")
                        + ": other users of this machine can open it; run chmod 700 ");
    }

    @Test
    void aSecretMayStandInAFile() throws Exception {
        environment.put("LATCHKEY_SMTP_HOST", "mail.example.org");
        environment.put("LATCHKEY_SMTP_FROM", "latchkey@example.org");
        environment.put("LATCHKEY_SMTP_USER", "latchkey");
        var file = Files.writeString(folder.resolve("file"), "secret of mail\n");
        environment.put("LATCHKEY_SMTP_PASSWORD_FILE", file.toString());
        var first = Files.writeString(folder.resolve("first"), "seven herons on a tin wagon\n");
        environment.put("LATCHKEY_ADMIN_PASSWORD_FILE", first.toString());
        assertThat(configuration().systemProperties())
                .containsEntry("latchkey.smtp.password", "secret of mail")
                .containsEntry("latchkey.admin.password", "seven herons on a tin wagon");

        environment.put("LATCHKEY_SMTP_PASSWORD", "secret");
        assertRefused(
                "LATCHKEY_SMTP_PASSWORD_FILE=" + file + ": and LATCHKEY_SMTP_PASSWORD are both set; leave one out");

        environment.remove("LATCHKEY_SMTP_PASSWORD");
        Files.writeString(file, "");
        assertRefused("LATCHKEY_SMTP_PASSWORD_FILE=" + file + ": is empty; ");
        Files.delete(file);
        assertRefused("LATCHKEY_SMTP_PASSWORD_FILE=" + file + ": cannot be read (NoSuchFileException)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.example.org", "localhost.example.org", "10.0.0.7"})
    void refusesToSendAPasswordInClearToAnotherMachine(String host) {
        environment.put("LATCHKEY_SMTP_HOST", host);
        environment.put("LATCHKEY_SMTP_FROM", "latchkey@example.org");
        environment.put("LATCHKEY_SMTP_TLS", "none");
        environment.put("LATCHKEY_SMTP_USER", "latchkey");
        environment.put("LATCHKEY_SMTP_PASSWORD", "secret");

        assertRefused("LATCHKEY_SMTP_TLS=none: would send the password unencrypted to another machine; ");
    }

    @Test
    void refusesAUserOrPasswordWithoutADatabase() {
        environment.put("LATCHKEY_DB_PASSWORD", "secret");
        assertRefused("LATCHKEY_DB_PASSWORD=***: has no effect without LATCHKEY_DB_URL; ");

        environment.put("LATCHKEY_DB_USER", "latchkey");
        assertRefused("LATCHKEY_DB_USER=latchkey: has no effect without LATCHKEY_DB_URL; ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "30 minutes", "PT4M", "PT25H", "-PT30M"})
    void refusesATimeOfSessionsThatIsNoneOrOutOfRange(String value) {
        environment.put("LATCHKEY_SESSION_IDLE", value);

        assertRefused("LATCHKEY_SESSION_IDLE=" + value + ": is not a duration from PT5M to PT24H");
    }

    @Test
    void refusesSessionsThatMayRestLongerThanTheyLast() throws Exception {
        environment.put("LATCHKEY_SESSION_IDLE", "PT8H");
        assertThat(configuration()).isNotNull();

        environment.put("LATCHKEY_SESSION_ABSOLUTE", "PT7H");
        assertRefused("LATCHKEY_SESSION_IDLE=PT8H: is longer than LATCHKEY_SESSION_ABSOLUTE (PT7H)");
    }

    @Test
    void theMailSessionLearnsWhatFollowsFromItsSettings() throws Exception {
        environment.put("LATCHKEY_SMTP_HOST", "mail.example.org");
        environment.put("LATCHKEY_SMTP_FROM", "latchkey@example.org");
        assertThat(configuration().systemProperties())
                .containsEntry("latchkey.smtp.port", "587")
                .containsEntry("latchkey.smtp.starttls", "true")
                .containsEntry("latchkey.smtp.ssl", "false")
                .containsEntry("latchkey.smtp.auth", "false");

        environment.put("LATCHKEY_SMTP_TLS", "implicit");
        environment.put("LATCHKEY_SMTP_USER", "latchkey");
        environment.put("LATCHKEY_SMTP_PASSWORD", "secret");
        assertThat(configuration().systemProperties())
                .containsEntry("latchkey.smtp.port", "465")
                .containsEntry("latchkey.smtp.starttls", "false")
                .containsEntry("latchkey.smtp.ssl", "true")
                .containsEntry("latchkey.smtp.auth", "true")
                .doesNotContainValue("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        LATCHKEY_SMTP_PORT     | 0                          | LATCHKEY_SMTP_PORT=0: is not a port
        LATCHKEY_SMTP_PORT     | 65536                      | LATCHKEY_SMTP_PORT=65536: is not a port
        LATCHKEY_SMTP_TLS      | STARTTLS                   | LATCHKEY_SMTP_TLS=STARTTLS: is unknown; choose starttls, implicit or none
        LATCHKEY_SMTP_FROM     | Latchkey                   | LATCHKEY_SMTP_FROM=Latchkey: is not an email address
        LATCHKEY_SMTP_FROM     | ''                         | LATCHKEY_SMTP_FROM=: is missing
        LATCHKEY_SMTP_USER     | latchkey                   | LATCHKEY_SMTP_PASSWORD=: is missing
        LATCHKEY_SMTP_PASSWORD | secret                     | LATCHKEY_SMTP_USER=: is missing
        LATCHKEY_SMTP_PASSWORD | secret${x}                 | LATCHKEY_SMTP_PASSWORD=***: contains ${
        LATCHKEY_BASE_URL      | latchkey.example.org       | LATCHKEY_BASE_URL=latchkey.example.org: is not a URL
        LATCHKEY_BASE_URL      | ftp://example.org/         | LATCHKEY_BASE_URL=ftp://example.org/: is not a URL
        LATCHKEY_BASE_URL      | https://example.org/?a=b   | LATCHKEY_BASE_URL=https://example.org/?a=b: is not a URL
        LATCHKEY_BASE_URL      | https://example.org//keys/ | LATCHKEY_BASE_URL=https://example.org//keys/: is not a URL
        LATCHKEY_BASE_URL      | https://example.org/a/../  | LATCHKEY_BASE_URL=https://example.org/a/../: is not a URL
        LATCHKEY_BASE_URL      | https://example.org/a%20b  | LATCHKEY_BASE_URL=https://example.org/a%20b: is not a URL
        LATCHKEY_SECURITY_CONTACT | security@example.org    | LATCHKEY_SECURITY_CONTACT=security@example.org: is not a contact; write mailto:
        LATCHKEY_SECURITY_CONTACT | http://example.org/     | LATCHKEY_SECURITY_CONTACT=http://example.org/: is not a contact
        """)
    void refusesAWrongSettingOfWhatIsAround(String variable, String value, String refusal) {
        environment.put("LATCHKEY_SMTP_HOST", "mail.example.org");
        environment.put("LATCHKEY_SMTP_FROM", "latchkey@example.org");
        environment.put(variable, value);

        assertRefused(refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "eleven char",
                "Password1234",
                "an admin of ours",
                "Latchkey-2026",
                "Administrator1",
                "umbrella.2026"
            })
    void refusesAFirstPasswordThatIsEasyToGuess(String password) {
        environment.put("LATCHKEY_BASE_URL", "https://keys.umbrella.example/");
        environment.put("LATCHKEY_ADMIN_PASSWORD", password);

        assertRefused(
                "LATCHKEY_ADMIN_PASSWORD=***: is easy to guess, or not 12 to 128 characters long; choose another one");
    }

    @Test
    void takesAFirstPasswordThatKeepsTheRule() throws Exception {
        environment.put("LATCHKEY_ADMIN_PASSWORD", "a secret of the tests");

        assertThat(configuration().systemProperties()).doesNotContainValue("a secret of the tests");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PORT", "USER", "PASSWORD", "FROM", "TLS"})
    void refusesWhatHasNoMeaningWithoutAMailServer(String setting) {
        environment.put("LATCHKEY_SMTP_" + setting, "secret");

        assertThatThrownBy(this::configuration)
                .isInstanceOf(BadConfiguration.class)
                .hasMessageContaining("has no effect without LATCHKEY_SMTP_HOST; ");
    }

    private Configuration configuration() throws BadConfiguration {
        return Configuration.from(new SettingSource(properties, environment));
    }

    @Test
    void aKeyStoreTurnsTheListenerToHttps() throws Exception {
        environment.put("LATCHKEY_HTTPS_KEYSTORE", keyStore("good.p12").toString());
        environment.put("LATCHKEY_HTTPS_KEYSTORE_PASSWORD", TestCertificate.PASSWORD);

        var configuration = configuration();

        assertThat(configuration.listener().url())
                .isEqualTo("https://localhost:" + environment.get("LATCHKEY_HTTP_PORT") + "/");
        assertThat(configuration.systemProperties()).containsEntry("latchkey.https", "true");
        assertThat(configuration.systemProperties().values()).doesNotContain(TestCertificate.PASSWORD);
        assertThat(configuration.warnings()).isEmpty();

        environment.remove("LATCHKEY_HTTPS_KEYSTORE_PASSWORD");
        environment.put(
                "LATCHKEY_HTTPS_KEYSTORE_PASSWORD_FILE",
                Files.writeString(folder.resolve("password"), TestCertificate.PASSWORD + "\n")
                        .toString());
        environment.remove("LATCHKEY_HTTP_PORT");
        assertThat(configuration().listener().port()).isEqualTo(8443);

        environment.put("LATCHKEY_BASE_URL", "http://latchkey.example.org/");
        assertRefused(
                "LATCHKEY_BASE_URL=http://latchkey.example.org/: begins with http, but with LATCHKEY_HTTPS_KEYSTORE"
                        + " Latchkey speaks HTTPS alone; write https://latchkey.example.org/");
    }

    @Test
    void refusesAKeyStoreThatDoesNotOpen() throws Exception {
        var file = keyStore("good.p12");
        environment.put("LATCHKEY_HTTPS_KEYSTORE_PASSWORD", "secret");
        assertRefused("LATCHKEY_HTTPS_KEYSTORE_PASSWORD=***: has no effect without LATCHKEY_HTTPS_KEYSTORE;");

        environment.put("LATCHKEY_HTTPS_KEYSTORE", file.toString());
        assertRefused("LATCHKEY_HTTPS_KEYSTORE_PASSWORD=***: is not the password of " + file + "; correct it");

        environment.remove("LATCHKEY_HTTPS_KEYSTORE_PASSWORD");
        assertRefused("LATCHKEY_HTTPS_KEYSTORE_PASSWORD=: is missing; set the password of LATCHKEY_HTTPS_KEYSTORE");
    }

    @Test
    void refusesAFileThatIsNoKeyStore() throws Exception {
        environment.put("LATCHKEY_HTTPS_KEYSTORE_PASSWORD", TestCertificate.PASSWORD);
        var missing = folder.resolve("none.p12");
        environment.put("LATCHKEY_HTTPS_KEYSTORE", missing.toString());
        assertRefused("LATCHKEY_HTTPS_KEYSTORE=" + missing + ": cannot be read (NoSuchFileException);");

        var text = Files.writeString(folder.resolve("fullchain.pem"), "-----BEGIN CERTIFICATE-----\n");
        environment.put("LATCHKEY_HTTPS_KEYSTORE", text.toString());
        assertRefused(
                "LATCHKEY_HTTPS_KEYSTORE=" + text + ": is not a PKCS#12 file; make one with: openssl pkcs12 -export ");

        var empty = folder.resolve("empty.p12");
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var bytes = Files.newOutputStream(empty)) {
            store.store(bytes, TestCertificate.PASSWORD.toCharArray());
        }
        environment.put("LATCHKEY_HTTPS_KEYSTORE", empty.toString());
        assertRefused("LATCHKEY_HTTPS_KEYSTORE=" + empty + ": has no private key with a certificate;");
    }

    @Test
    void tellsOfACertificateThatClientsRefuse() throws Exception {
        var file = keyStore("old.p12", "-startdate", "-3d", "-validity", "1");
        environment.put("LATCHKEY_HTTPS_KEYSTORE", file.toString());
        environment.put("LATCHKEY_HTTPS_KEYSTORE_PASSWORD", TestCertificate.PASSWORD);

        assertThat(configuration().warnings())
                .singleElement()
                .asString()
                .startsWith("LATCHKEY_HTTPS_KEYSTORE=" + file + ": the certificate expired on ")
                .endsWith("; clients refuse it until you replace it");
    }

    private Path keyStore(String name, String... options) {
        return TestCertificate.make(folder.resolve(name), options);
    }

    private void assertRefused(String beginning) {
        assertThatThrownBy(this::configuration)
                .isInstanceOf(BadConfiguration.class)
                .message()
                .startsWith(beginning)
                .doesNotContain("\n")
                .doesNotContain("secret");
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The main class of a process that locks the database file. */
    static final class Holder {
        public static void main(String[] args) throws Exception {
            try (var channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                System.out.println(lock.isValid() ? "locked" : "not locked");
                System.in.read();
            }
        }
    }
}

package dev.latchkey.platform.persistence;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A released migration never changes: a server refuses a database that ran a different text. */
class MigrationsTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private static final Map<String, String> SHA_256 = Map.ofEntries(
            entry("common/V1__schema.sql", "b42b5f81eabbd4681af5fce822254be40853bf2196cbe1f7736048810b11e192"),
            entry("h2/V1.1__index.sql", "74c9473ac7fcdc683166f3098feb7fb1c432ccce0b0e7729f9d2b591df2c8254"),
            entry(
                    "postgresql/V1.1__search_and_append_only_log.sql",
                    "636a2972646b23c58294aae684858cbc805a82aed5cb9175beea3292e36a5148"),
            entry("h2/V1.2__user_count.sql", "356328d70b3f6cce6e859eb6774922abdb83751623ce17a7407a11f9e31e9fda"),
            entry(
                    "postgresql/V1.2__user_count.sql",
                    "25e4ac171d51b8291973c93c6cbf92bc9729a3ed8f9a17ae4048d073d3883d50"),
            entry(
                    "postgresql/V1.3__vacuum_users.sql",
                    "393a2636cc2e057b70279d0475514f3bfde11299a8491120ef0714d524c3e004"),
            entry("common/V1.4__policy_locks.sql", "6b9b6f29ff8b6a71e78b37c6a0111059f5c1fd57f560d43f0a99f89b7fda9dd5"),
            entry("h2/V1.5__user_change.sql", "63b592f24aedfc61114458e6aa26ffc7c1b5623c42a597726da1dad017fba7ca"),
            entry(
                    "postgresql/V1.5__user_change.sql",
                    "bfd009f58e7af8039633156e3d534f69f985d5874efeb370dcf6970eaab3783a"),
            entry("common/V1.6__open_page.sql", "2a4595453d6196dce92ac2856b9c817760c057217d884f519948499cc591a5cb"),
            entry(
                    "common/V1.7__sign_in_attempt.sql",
                    "761b59d05a6912a3b24c3604da9d6f1d59bb7e12e0c172a43664228fb387f8a0"),
            entry("common/V1.8__scopes.sql", "01acb8e085cef48f7dcce3077bd7d1527fb5e60eb206f3ed82f65ed486d8e00d"),
            entry(
                    "common/V1.9__revocation_by_value.sql",
                    "e442308a07f5c19c1f1cc902bbec32a0d48e6935c33059f3c9005631c5cb805a"),
            entry(
                    "common/V1.9.1__place_of_a_leak.sql",
                    "2f42cec8fba2173649f818daae58af35262b91b5031d3680e2197e510f5f2951"),
            entry("common/V1.10__networks.sql", "06c425d88e09329656c3de73af23d40014dc007c00d50adba4b9f3fce8e29f03"),
            entry(
                    "common/V1.11__service_accounts.sql",
                    "1d493bbad3a635cef93f0f4319439730e3c69a0bd218dbb8ecc2b8b9be43f664"),
            entry(
                    "common/V1.12__one_time_links.sql",
                    "bb102bc44d996552e505fb129fef660c5a2184ca9e24e8a1ed46eb778a988a54"),
            entry(
                    "common/V1.11.1__notices_of_service_accounts.sql",
                    "329c9a49524d1a5882c2a7d25a64d6548ae95a9f27a4b0a7c377b69e4dfaf7cf"),
            entry(
                    "common/V1.12.5__networks_of_offers.sql",
                    "c878e309b6a8a5cb9443e69eaa23fdfbb57be467dca331880e1237887580f218"),
            entry("common/V1.13__mailed_links.sql", "b6a1843579fadb4d339206a3068618419b8972068af2043d74a4f0f069d15bb6"),
            entry(
                    "common/V1.14__limits_in_notices.sql",
                    "6299bf5b35116b1b6639e485b4eb60b94086b2704d1e9bbb0adcf349c3ef0c8b"),
            entry(
                    "common/V1.14.5__notices_of_links.sql",
                    "8be3a7e0b4712787f1447ea9154ce7c5f80847ed1e8ec920b8787e2373e1cc70"),
            entry(
                    "common/V1.14.6__notices_of_accounts.sql",
                    "d784e410e5b680169668095d3355874b6bfd15e1f43c3184cff4ad524ac7c3ca"),
            entry(
                    "common/V1.14.7__folded_email.sql",
                    "95b1840c34ad1645397edcdaf1bfa1c5177079b8a248a63eae0c5dd45b396835"),
            entry(
                    "postgresql/V1.15__user_change_of_login.sql",
                    "dd64602d14e230ebdb18b6da9d3f946a59151af2b57de75c4a5d97b76422874c"),
            entry(
                    "h2/V1.16__count_of_active_users.sql",
                    "52f4b57946b493c7e8e2c2e8f8e051164ed95769b1bb30ee81cf5c16a7f6cb06"));

    @Test
    void noMigrationIsEdited() throws IOException, NoSuchAlgorithmException {
        assertThat(checksums())
                .as("Never edit a released migration: undo the change and add a file with the next version."
                        + " Enter the SHA-256 of the new file here.")
                .containsExactlyInAnyOrderEntriesOf(SHA_256);
    }

    private static Map<String, String> checksums() throws IOException, NoSuchAlgorithmException {
        var checksums = new TreeMap<String, String>();
        try (var files = Files.walk(MIGRATIONS)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".sql")).toList()) {
                var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                checksums.put(
                        MIGRATIONS.relativize(file).toString().replace('\\', '/'),
                        HexFormat.of().formatHex(digest));
            }
        }
        return checksums;
    }
}

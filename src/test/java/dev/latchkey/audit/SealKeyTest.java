package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server generates its key once, readable by its owner alone, and refuses a file without a key pair. */
class SealKeyTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void isMadeOnceAndReadByItsOwnerAlone() throws IOException {
        var file = folder.resolve("data/audit-key.pem");
        var made = SealKey.readOrMake(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(SealKey.readOrMake(file).id()).isEqualTo(made.id()).matches("[0-9a-f]{16}");
        assertThat(SealKey.read(file).publicPem()).isEqualTo(made.publicPem());
    }

    @Test
    void whatIsNoPairOfKeysIsRefused() throws IOException {
        var file = folder.resolve("key.pem");
        Files.writeString(file, SealKey.random().publicPem());
        assertThatThrownBy(() -> SealKey.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no private and public key");

        var made = folder.resolve("made.pem");
        SealKey.readOrMake(made);
        var text = Files.readString(made);
        Files.writeString(
                file,
                text.substring(0, text.indexOf("-----BEGIN PUBLIC"))
                        + SealKey.random().publicPem());
        assertThatThrownBy(() -> SealKey.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("do not belong together");
    }
}

package dev.latchkey.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The folder, absolute and writable, for the embedded database and other files of the server. */
record DataDirectory(Path path) {

    static final String VARIABLE = "LATCHKEY_DATA_DIR";

    private static final String DATABASE = "latchkey";

    /**
     * An acknowledged commit is on the disk (H2 alone would wait up to 500 ms); the server's own shutdown closes the
     * database, after its last user, not a hook of H2's that races with it; a connection remembers 100 parsed
     * statements; errors reach the log once, not a file of H2's too; and the cache is 16 MB as H2 counts, which is some ten times as
     * much in the heap for pages of small rows: with what H2 takes by itself of 512 MB, half of the time went into collecting
     * garbage. A question that is asked again is answered again: H2 would repeat its last answer, also when a transaction that was
     * waited for has changed it meanwhile.
     */
    private static final String OPTIONS =
            ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=100;TRACE_LEVEL_FILE=0;CACHE_SIZE=16384"
                    + ";OPTIMIZE_REUSE_RESULTS=0";

    static DataDirectory from(SettingSource settings) throws BadConfiguration {
        var value = settings.get(VARIABLE).orElse("./data");
        try {
            var path = Path.of(value).toAbsolutePath().normalize();
            OwnerOnly.createFolder(path);
            Files.delete(Files.createTempFile(path, "writable", null));
            return new DataDirectory(path);
        } catch (InvalidPathException | IOException e) {
            throw unusable(value, e);
        }
    }

    /** The JDBC URL of the embedded database, of which no other process has hold. */
    String databaseUrl() throws BadConfiguration {
        if (path.toString().indexOf(';') >= 0) {
            throw new BadConfiguration(
                    VARIABLE, path.toString(), "must not contain a semicolon; choose another folder");
        }
        var file = path.resolve(DATABASE + ".mv.db");
        checkUnlocked(file);
        createFile(file);
        return "jdbc:h2:file:" + path.resolve(DATABASE) + OPTIONS;
    }

    /** One line when others on this machine can open the folder, which holds hashes and addresses. */
    Optional<String> warning() throws BadConfiguration {
        try {
            return OwnerOnly.isOpenToOthers(path)
                    ? Optional.of(VARIABLE + "=" + path + ": others on this machine can open it; run chmod 700 " + path)
                    : Optional.empty();
        } catch (IOException e) {
            throw unusable(path.toString(), e);
        }
    }

    /** H2 would let others read it. An empty one is a new database to it. */
    private void createFile(Path file) throws BadConfiguration {
        try {
            OwnerOnly.createFile(file);
        } catch (IOException e) {
            throw unusable(path.toString(), e);
        }
    }

    private static BadConfiguration unusable(String value, Exception e) {
        return new BadConfiguration(
                VARIABLE,
                value,
                "is no folder that can be created and written to ("
                        + e.getClass().getSimpleName() + " " + e.getMessage()
                        + "); choose another one, or correct its permissions");
    }

    /** H2 locks its file for as long as the database is open. */
    private void checkUnlocked(Path file) throws BadConfiguration {
        if (!Files.exists(file)) {
            return;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            if (lock == null) {
                throw new BadConfiguration(
                        VARIABLE,
                        path.toString(),
                        "is in use by another running Latchkey; stop that one, or choose another folder");
            }
        } catch (IOException e) {
            throw new BadConfiguration(
                    VARIABLE,
                    path.toString(),
                    "has a database that cannot be written to (" + e.getMessage() + "); correct its permissions");
        }
    }
}

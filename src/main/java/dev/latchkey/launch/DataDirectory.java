package dev.latchkey.launch;

import dev.latchkey.platform.Settings;
import dev.latchkey.platform.configuration.BadConfiguration;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The folder for the embedded database and other files of the server, absolute and writable. */
record DataDirectory(Path path) {

    static final String VARIABLE = "LATCHKEY_DATA_DIR";

    private static final String DATABASE = "latchkey";

    /**
     * WRITE_DELAY=0 puts acknowledged commits on disk (H2's default delays them by up to 500 ms).
     * DB_CLOSE_ON_EXIT=FALSE leaves closing to the server's shutdown, after the last user of the database, instead of a
     * racing hook. The query cache holds 100 parsed statements per connection, errors go to the server log only, and
     * the page cache is 16 MB by H2's count, about ten times that in heap for small rows: with H2's default, a 512 MB
     * heap spent half its time in garbage collection. Results of up to
     * 200,000 rows are sorted in memory: H2 takes seconds to sort them in a file. Results are not reused: H2 would return a stale result after
     * waiting for another transaction.
     */
    private static final String OPTIONS =
            ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=100;TRACE_LEVEL_FILE=0;CACHE_SIZE=16384"
                    + ";MAX_MEMORY_ROWS=200000;OPTIMIZE_REUSE_RESULTS=0";

    static DataDirectory from(SettingSource settings) throws BadConfiguration {
        var value = settings.get(VARIABLE).orElse(Settings.USUAL_DATA_DIRECTORY);
        try {
            var path = Path.of(value).toAbsolutePath().normalize();
            OwnerOnly.createFolder(path);
            Files.delete(Files.createTempFile(path, "writable", null));
            return new DataDirectory(path);
        } catch (InvalidPathException | IOException e) {
            throw unusable(value, e);
        }
    }

    /** The JDBC URL of the embedded database, after checking that no other process has it open. */
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

    /** The JDBC URL for reading the embedded database, which exists and which no other process has open. */
    String existingDatabaseUrl() throws BadConfiguration {
        if (!Files.exists(path.resolve(DATABASE + ".mv.db"))) {
            throw new BadConfiguration(
                    VARIABLE,
                    path.toString(),
                    "has no embedded database; name the folder that has " + DATABASE + ".mv.db");
        }
        return databaseUrl() + ";ACCESS_MODE_DATA=r";
    }

    /** A warning if other users of this machine can open the folder, which holds hashes and addresses. */
    Optional<String> warning() throws BadConfiguration {
        try {
            return OwnerOnly.isOpenToOthers(path)
                    ? Optional.of(
                            VARIABLE + "=" + path + ": other users of this machine can open it; run chmod 700 " + path)
                    : Optional.empty();
        } catch (IOException e) {
            throw unusable(path.toString(), e);
        }
    }

    /** Created here, because H2 would make it readable for others. H2 takes an empty file for a new database. */
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
                "cannot be created or written to ("
                        + e.getClass().getSimpleName() + " " + e.getMessage()
                        + "); choose another one, or correct its permissions");
    }

    /** H2 holds a lock on its file while the database is open. */
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
                    "contains a database that is not writable (" + e.getMessage() + "); correct its permissions");
        }
    }
}

package dev.latchkey.backup;

import dev.latchkey.backup.BackupEvent.DatabaseBackedUp;
import dev.latchkey.platform.Settings;
import dev.latchkey.platform.persistence.EmbeddedCopy;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.user.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.concurrent.Semaphore;

/**
 * Backs up the embedded database. The backup stays on the server, because it contains what no caller may read: password hashes,
 * and the key that signs the audit log.
 */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BackupService {

    private static final String DATABASE = "latchkey";
    private static final String DATABASE_FILE = DATABASE + ".mv.db";
    private static final String KEY = "audit-key.pem";

    private static final FileAttribute<?> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** A backup is costly: one at a time. */
    private static final Semaphore BACKUPS = new Semaphore(1);

    @Inject
    Settings settings;

    @Inject
    EmbeddedCopy database;

    @Inject
    Event<DomainEvent> events;

    /**
     * Replaces the backup in the data folder, with files that only the account of the server can read. The old one stays until
     * the new one is complete. The new one contains every change that was committed before the call. 100,000 tokens take some
     * seconds.
     *
     * @return the folder with the backup, which is a data folder of its own
     * @throws InvalidException if the database is not the embedded one
     * @throws ConflictException if another backup is being made
     */
    public Path make() {
        if (!database.isPossible()) {
            throw new InvalidException(null, "backup.postgresql");
        }
        if (!BACKUPS.tryAcquire()) {
            throw new ConflictException(null, "backup.other");
        }
        try {
            var folder = settings.dataDirectory().toAbsolutePath().normalize().resolve("backup");
            replace(folder);
            events.fire(new DatabaseBackedUp());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            BACKUPS.release();
        }
    }

    private void replace(Path folder) throws IOException {
        Files.createDirectories(folder, OWNERS_FOLDER);
        var unfinished = folder.resolve("unfinished");
        // a server that was killed meanwhile has left its own
        delete(unfinished);
        Files.createDirectory(unfinished, OWNERS_FOLDER);
        try {
            var script = Files.createFile(unfinished.resolve("script.sql"), OWNERS_FILE);
            var copy = Files.createFile(unfinished.resolve(DATABASE_FILE), OWNERS_FILE);
            var key = Files.createFile(unfinished.resolve(KEY), OWNERS_FILE);
            database.write(copy.resolveSibling(DATABASE), script);
            Files.write(key, Files.readAllBytes(settings.auditKey()), StandardOpenOption.WRITE);
            Files.move(key, folder.resolve(KEY), StandardCopyOption.ATOMIC_MOVE);
            Files.move(copy, folder.resolve(DATABASE_FILE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(unfinished);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}

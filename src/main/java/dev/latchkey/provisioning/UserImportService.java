package dev.latchkey.provisioning;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Message;
import dev.latchkey.shared.NotFoundException;
import dev.latchkey.shared.Page;
import dev.latchkey.shared.Text;
import dev.latchkey.task.BackgroundTask;
import dev.latchkey.task.BackgroundTaskService;
import dev.latchkey.user.ProvisioningResult;
import dev.latchkey.user.ProvisioningResult.Outcome;
import dev.latchkey.user.Role;
import dev.latchkey.user.UserProvisioning;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a file of users, previews each line, and imports it. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class UserImportService {

    /** The columns that a file of users may have. */
    public static final List<String> COLUMNS = List.of("login", "name", "email", "groups");

    /** The number of lines validated together. */
    private static final int CHUNK = 1000;

    /** Reading holds the file in memory, so a server reads one at a time. */
    private static final Semaphore READING = new Semaphore(1);

    private static final int MOST_ADMINISTRATORS_LISTED = 100;

    @Inject
    UserImportRepository imports;

    @Inject
    UserProvisioning users;

    @Inject
    BackgroundTaskService tasks;

    @Inject
    CurrentOrigin origin;

    @Inject
    Clock clock;

    /**
     * Reads a CSV file and previews each line without changing users. Replaces the caller's previous file.
     *
     * @param csv supplies at most 20 MiB and 100,000 lines, see {@link UserFile}; called after authorization
     * @throws InvalidException if the file is malformed; errors of single lines are in the preview
     * @throws ConflictException if the server is reading another file
     */
    public UserImport read(Supplier<InputStream> csv) {
        if (!READING.tryAcquire()) {
            throw new ConflictException(null, "import.reading");
        }
        try {
            return readAlone(csv.get());
        } finally {
            READING.release();
        }
    }

    private UserImport readAlone(InputStream csv) {
        var caller = Objects.requireNonNull(origin.get().userId(), "an administrator is recognised");
        imports.forgetOf(caller);
        var userImport = new UserImport(caller, clock.instant());
        imports.add(userImport);
        var numbers = new HashMap<String, Integer>();
        var chunk = new ArrayList<UserFile.Row>(CHUNK);
        UserFile.read(csv, row -> {
            chunk.add(row);
            if (chunk.size() == CHUNK) {
                take(chunk, numbers, userImport);
            }
        });
        take(chunk, numbers, userImport);
        imports.update(userImport);
        return userImport;
    }

    private void take(List<UserFile.Row> chunk, Map<String, Integer> numbers, UserImport userImport) {
        var lines = preview(chunk, numbers);
        userImport.count(lines);
        imports.addLines(userImport.id(), lines);
        chunk.clear();
    }

    private List<ImportLine> preview(List<UserFile.Row> rows, Map<String, Integer> numbers) {
        var lines = rows.stream().map(ImportLine::of).toList();
        var provisions = users.preview(lines.stream().map(ImportLine::user).toList());
        var judged = new ArrayList<ImportLine>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var faults = new ArrayList<>(provisions.get(i).faults());
            var before = numbers.putIfAbsent(Text.fold(row.login()), row.number());
            if (before != null && !row.login().isEmpty()) {
                faults.add(Message.of("import.line.twice", row.login(), before.toString()));
            }
            if (row.tooLong()) {
                faults.add(Message.of("import.line.fields"));
            }
            if (row.groups().length() > ImportLine.LONGEST_GROUPS) {
                faults.add(Message.of("import.line.groups", Integer.toString(ImportLine.LONGEST_GROUPS)));
            }
            var provision = provisions.get(i);
            judged.add(lines.get(i)
                    .with(
                            faults.isEmpty()
                                    ? provision
                                    : new ProvisioningResult(Outcome.FAULT, faults, provision.userId(), false)));
        }
        return judged;
    }

    /** @throws NotFoundException if the import does not exist or was deleted */
    public UserImport get(long id) {
        return known(imports.find(id));
    }

    /** The file being imported, by any administrator. */
    public Optional<UserImport> running() {
        return tasks.latest(UserImportWork.KIND)
                .filter(BackgroundTask::isRunning)
                .map(task -> imports.find(Long.parseLong(task.parameters())));
    }

    /**
     * Lines in the order of the file.
     *
     * @param outcome of the lines; null for all
     * @param offset the number of lines to skip, from 0
     * @param limit the maximum number of lines
     */
    public Page<ImportLine> lines(long id, @Nullable Outcome outcome, int offset, int limit) {
        return imports.lines(id, outcome, offset, limit);
    }

    /** The lines that make a user an administrator, in the order of the file, at most 100. */
    public List<ImportLine> administrators(long id) {
        return imports.administrators(id, MOST_ADMINISTRATORS_LISTED);
    }

    /**
     * Starts the import in the background. Skips lines with errors, and lines whose outcome would differ from the
     * preview.
     *
     * @param administrators whether lines may make users administrators
     * @throws NotFoundException if the import does not exist or was deleted
     * @throws InvalidException if lines make users administrators without permission
     * @throws ConflictException if it was started before, or another import is running
     * @throws ForbiddenException if the policy does not allow the caller's token to create users
     */
    public BackgroundTask start(long id, boolean administrators) {
        users.checkCaller();
        var userImport = known(imports.lock(id));
        if (userImport.administrators() > 0 && !administrators) {
            throw new InvalidException(
                    "administrators", "import.administrators.unconfirmed", userImport.administrators());
        }
        if (userImport.taskId() != null) {
            throw new ConflictException(null, "import.started");
        }
        var task = tasks.start(UserImportWork.KIND, Long.toString(id), userImport.changes());
        userImport.startedAs(task.id());
        return task;
    }

    private static UserImport known(@Nullable UserImport userImport) {
        if (userImport == null) {
            throw new NotFoundException("id", "import.unknown");
        }
        return userImport;
    }
}

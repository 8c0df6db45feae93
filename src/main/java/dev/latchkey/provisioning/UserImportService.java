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
import dev.latchkey.user.Provision;
import dev.latchkey.user.Provision.Outcome;
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

/** Reads a file of users, shows what would become of each line, and has it done. */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
public class UserImportService {

    /** The columns that a file of users may have. */
    public static final List<String> COLUMNS = List.of("login", "name", "email", "groups");

    /** How many lines are looked at together. */
    private static final int CHUNK = 1000;

    /** A file takes memory as long as it is read: a server reads one at a time. */
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
     * Reads a CSV file and looks at each line; no user is changed. What the caller had read before is forgotten.
     *
     * @param csv gives at most 20 MiB and 100,000 lines, see {@link UserFile}; not asked before the caller may import
     * @throws InvalidException when it is no such file; what is wrong with a single line stands there
     * @throws ConflictException when the server is just reading another file
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
                                    : new Provision(Outcome.FAULT, faults, provision.userId(), false)));
        }
        return judged;
    }

    /** @throws NotFoundException when there is no such file, or no more */
    public UserImport get(long id) {
        return known(imports.find(id));
    }

    /** The file that is just being imported, whoever started that. */
    public Optional<UserImport> running() {
        return tasks.latest(UserImportWork.KIND)
                .filter(BackgroundTask::isRunning)
                .map(task -> imports.find(Long.parseLong(task.parameters())));
    }

    /**
     * Lines in the order of the file.
     *
     * @param outcome of which lines; null for all
     * @param offset how many to leave out, from 0
     * @param limit how many at the most
     */
    public Page<ImportLine> lines(long id, @Nullable Outcome outcome, int offset, int limit) {
        return imports.lines(id, outcome, offset, limit);
    }

    /** The lines that make somebody an administrator, in the order of the file, up to 100. */
    public List<ImportLine> administrators(long id) {
        return imports.administrators(id, MOST_ADMINISTRATORS_LISTED);
    }

    /**
     * Imports what has been read, in the background. Lines with faults are left out, and so is what has changed so much since
     * that a line would not do what was told of it.
     *
     * @param administrators whether lines may make somebody an administrator
     * @throws NotFoundException when there is no such file, or no more
     * @throws InvalidException when lines make somebody an administrator and may not
     * @throws ConflictException when it has been started before, or another import is running
     * @throws ForbiddenException when the caller came with a token that may create no users
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

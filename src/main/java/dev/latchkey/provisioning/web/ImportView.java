package dev.latchkey.provisioning.web;

import dev.latchkey.platform.web.LazyPage;
import dev.latchkey.platform.web.ListState;
import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.provisioning.ImportLine;
import dev.latchkey.provisioning.UserImportService;
import dev.latchkey.shared.Page;
import dev.latchkey.task.BackgroundTaskService;
import dev.latchkey.task.TaskProgress;
import dev.latchkey.user.ProvisioningResult.Outcome;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;

/** The “Import users” page after the upload: the preview, and the progress of the import. */
@Named
@PageScoped
public class ImportView implements Serializable {

    private static final long serialVersionUID = 1;
    private static final String ID = "id";
    private static final String OUTCOME = "outcome";

    @Inject
    transient UserImportService imports;

    @Inject
    transient BackgroundTaskService tasks;

    private final ListState list = new ListState("list:lines")
            .text(ID, 20)
            .choice(OUTCOME, Outcome.class)
            .sizes(50);
    private final LazyPage<ImportRow> lines = new LazyPage<>(list, this::load);
    private final HashMap<String, Integer> counts = new HashMap<>();
    private @Nullable Long id;
    private @Nullable Long taskId;
    private @Nullable TaskProgress progress;
    private int changes;
    private int administrators;
    private List<ImportRow> newAdministrators = List.of();
    private boolean confirmed;

    private Page<ImportRow> load(int first, int rows) {
        if (id == null) {
            return new Page<>(List.of(), 0);
        }
        var found = imports.lines(id, list.get(OUTCOME, Outcome.class), first, rows);
        return new Page<>(rows(found.items()), found.total());
    }

    private static List<ImportRow> rows(List<ImportLine> lines) {
        return lines.stream().map(line -> ImportRow.of(line, Faces.getLocale())).toList();
    }

    @PostConstruct
    void begin() {
        list.read(Faces.getRequestParameterMap());
    }

    /** Finds the import in the URL; if it does not exist, shows a message and the upload form. */
    public void open() {
        if (list.get(ID).matches("[1-9][0-9]*")) {
            var wanted = Long.parseLong(list.get(ID));
            PageErrors.report(() -> {
                var read = imports.get(wanted);
                for (var known : Outcome.values()) {
                    counts.put(known.name(), read.count(known));
                }
                changes = read.changes();
                administrators = read.administrators();
                newAdministrators = rows(imports.administrators(wanted));
                taskId = read.taskId();
                id = wanted;
            });
        }
        refresh();
    }

    public void refresh() {
        if (taskId != null) {
            progress = TaskProgress.of(tasks.get(taskId));
        }
    }

    public void start() {
        var read = id;
        if (read != null
                && !PageErrors.report(
                        () -> taskId = imports.start(read, confirmed).id())) {
            refresh();
        }
    }

    public void cancel() {
        if (taskId != null) {
            tasks.cancel(taskId);
            refresh();
        }
    }

    /** The id of a running import, of any administrator; null for none. */
    public @Nullable Long getRunningImport() {
        return imports.running().map(running -> running.id()).orElse(null);
    }

    /** The names of the possible columns. */
    public List<String> getColumns() {
        return UserImportService.COLUMNS;
    }

    public boolean isRead() {
        return id != null;
    }

    public @Nullable TaskProgress getProgress() {
        return progress;
    }

    /** The number of lines by name of outcome. */
    public Map<String, Integer> getCounts() {
        return counts;
    }

    public int getChanges() {
        return changes;
    }

    /** The number of lines that make a user an administrator. */
    public int getAdministrators() {
        return administrators;
    }

    /** The first of these lines. */
    public List<ImportRow> getNewAdministrators() {
        return newAdministrators;
    }

    /** Whether the reader has confirmed the new administrators. */
    public boolean isConfirmed() {
        return confirmed;
    }

    public void setConfirmed(boolean confirmed) {
        this.confirmed = confirmed;
    }

    public LazyPage<ImportRow> getLines() {
        return lines;
    }

    public Outcome[] getOutcomes() {
        return Outcome.values();
    }

    public ListState getList() {
        return list;
    }
}

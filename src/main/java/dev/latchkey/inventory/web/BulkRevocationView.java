package dev.latchkey.inventory.web;

import dev.latchkey.inventory.BulkRevocation;
import dev.latchkey.inventory.Descendants;
import dev.latchkey.inventory.RevocationPreview;
import dev.latchkey.inventory.RevocationTarget;
import dev.latchkey.platform.web.PageErrors;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.task.BackgroundTask;
import dev.latchkey.task.BackgroundTaskService;
import dev.latchkey.task.TaskProgress;
import dev.latchkey.token.EndReason;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.primefaces.PrimeFaces;

/**
 * Asks for confirmation, and shows the progress to every administrator on the page. Revokes what was counted: the
 * ticked tokens by id, or those that matched the filter at that moment.
 */
@Named
@PageScoped
public class BulkRevocationView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient BulkRevocation revocation;

    @Inject
    transient BackgroundTaskService tasks;

    @Inject
    transient InventoryListView list;

    private RevocationTarget selection = RevocationTarget.of(List.of());
    private @Nullable RevocationPreview preview;
    private EndReason reason = EndReason.ADMINISTRATOR;
    private @Nullable Descendants descendants;
    private @Nullable TaskProgress progress;

    @PostConstruct
    void look() {
        revocation.latest().filter(BackgroundTask::isRunning).ifPresent(this::show);
    }

    /** Asks about the ticked tokens. */
    public void askChosen() {
        var chosen = Faces.getRequestParameterValues("chosen");
        ask(RevocationTarget.of(Arrays.stream(chosen == null ? new String[0] : chosen)
                .filter(id -> id.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .toList()));
    }

    /** Asks about all matching tokens. */
    public void askAll() {
        preview = null;
        PageErrors.report(() -> ask(RevocationTarget.matching(list.query())));
    }

    private void ask(RevocationTarget wanted) {
        selection = wanted;
        reason = EndReason.ADMINISTRATOR;
        count(wanted);
    }

    private void count(RevocationTarget wanted) {
        preview = null;
        PageErrors.report(() -> preview = revocation.preview(wanted));
        lookForDescendants();
    }

    /** Leaked tokens end with their descendants. */
    public void lookForDescendants() {
        descendants = null;
        var seen = preview;
        if (reason == EndReason.LEAKED && seen != null) {
            PageErrors.report(() -> descendants = revocation.descendants(selection, seen));
        }
    }

    /** Revokes what was counted; after a conflict, asks again about the current tokens. */
    public void revoke() {
        var seen = preview;
        if (seen == null) {
            return;
        }
        if (PageErrors.report(() -> show(revocation.start(selection, reason, seen)))) {
            count(selection);
        } else {
            PrimeFaces.current().ajax().addCallbackParam("done", true);
        }
    }

    /** Updates the progress, and refreshes the list at the end. */
    public void refresh() {
        if (progress != null && progress.running()) {
            show(tasks.get(progress.taskId()));
            if (!progress.running()) {
                PrimeFaces.current().ajax().update("list:tokens", "list:pager");
            }
        }
    }

    public void cancel() {
        if (progress != null) {
            show(tasks.cancel(progress.taskId()));
        }
        PrimeFaces.current().ajax().update("list:tokens", "list:pager");
    }

    private void show(BackgroundTask task) {
        progress = TaskProgress.of(task);
    }

    public int getCount() {
        return preview == null ? 0 : preview.count();
    }

    public List<String> getReasons() {
        return BulkRevocation.REASONS.stream().map(Enum::name).toList();
    }

    public String getReason() {
        return reason.name();
    }

    public void setReason(String wanted) {
        reason = Stream.of(EndReason.values())
                .filter(known -> known.name().equals(wanted))
                .findFirst()
                .orElse(EndReason.ADMINISTRATOR);
    }

    /** Null unless the reason is a leak. */
    public @Nullable Descendants getDescendants() {
        return descendants;
    }

    /** Null unless a task is running, or has ended while the page was open. */
    public @Nullable TaskProgress getProgress() {
        return progress;
    }

    /** The result; empty while it is running. */
    public String getWords() {
        return progress == null || progress.running()
                ? ""
                : progress.words("inventory.revoked.").in(Faces.getLocale());
    }
}

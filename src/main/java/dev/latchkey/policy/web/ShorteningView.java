package dev.latchkey.policy.web;

import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.task.BackgroundTask;
import dev.latchkey.task.BackgroundTaskService;
import dev.latchkey.task.TaskProgress;
import dev.latchkey.token.PolicyChange;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;

/** The progress of shortening tokens after a stricter policy, for any administrator on the page. */
@Named
@PageScoped
public class ShorteningView implements Serializable {

    private static final long serialVersionUID = 1;

    @Inject
    transient PolicyChange compliance;

    @Inject
    transient BackgroundTaskService tasks;

    private @Nullable TaskProgress progress;

    @PostConstruct
    void look() {
        compliance.shortening().filter(BackgroundTask::isRunning).ifPresent(this::follow);
    }

    /** Follows this task. */
    public void follow(BackgroundTask task) {
        progress = TaskProgress.of(task);
    }

    public void refresh() {
        if (progress != null && progress.running()) {
            follow(tasks.get(progress.taskId()));
        }
    }

    public void cancel() {
        if (progress != null) {
            follow(tasks.cancel(progress.taskId()));
        }
    }

    /** Null unless a task is running, or has ended while the page was open. */
    public @Nullable TaskProgress getProgress() {
        return progress;
    }

    /** The result; empty while it is running. */
    public String getWords() {
        return progress == null || progress.running()
                ? ""
                : progress.words("policy.shortened.").in(Faces.getLocale());
    }
}

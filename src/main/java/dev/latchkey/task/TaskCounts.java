package dev.latchkey.task;

import dev.latchkey.platform.Metric;
import dev.latchkey.platform.MetricSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;

/** Counts the tasks that have not ended, on all servers. */
@ApplicationScoped
class TaskCounts implements MetricSource {

    @Inject
    BackgroundTaskRepository tasks;

    @Inject
    Clock clock;

    @Override
    public Metric read() {
        var since = clock.instant().minus(TaskRunner.SILENCE);
        var running = tasks.running();
        var waiting = running.stream().filter(task -> task.isWaiting(since)).count();
        return new Metric(
                "background_tasks",
                "Background tasks that have not ended; waiting ones have no server",
                Metric.Kind.GAUGE,
                "state",
                Map.of("waiting", waiting, "running", running.size() - waiting));
    }
}

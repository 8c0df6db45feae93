package dev.latchkey.task.rest;

import static dev.latchkey.platform.rest.ParameterConverters.format;

import dev.latchkey.shared.InvalidException;
import dev.latchkey.task.BackgroundTask;
import dev.latchkey.task.BackgroundTaskService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Shows and cancels background tasks. */
@Path("background_tasks")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class BackgroundTasksResource {

    @EJB
    BackgroundTaskService tasks;

    /** A task. */
    public record Shown(Task task) {

        static Shown of(BackgroundTask task) {
            var ended = task.endedAt();
            return new Shown(new Task(
                    Long.toString(task.id()),
                    task.kind(),
                    task.state(),
                    task.startedBy().login(),
                    format(task.startedAt()),
                    ended == null ? null : format(ended),
                    task.total(),
                    task.done(),
                    task.failed()));
        }
    }

    /** The progress of a task: {@code done} of {@code total} items, {@code failed} of which failed. */
    public record Task(
            String id,
            String kind,
            BackgroundTask.State state,
            String startedBy,
            String startedAt,
            @Nullable String endedAt,
            int total,
            int done,
            int failed) {}

    @GET
    @Path("show")
    public Shown show(@QueryParam("id") @Nullable Integer id) {
        return Shown.of(tasks.get(given(id)));
    }

    @POST
    @Path("cancel")
    public Shown cancel(@FormParam("id") @Nullable Integer id) {
        return Shown.of(tasks.cancel(given(id)));
    }

    private static int given(@Nullable Integer id) {
        if (id == null) {
            throw new InvalidException("id", "api.task.id");
        }
        return id;
    }
}

package dev.latchkey.provisioning;

import dev.latchkey.task.BackgroundTask;
import dev.latchkey.task.Work;
import dev.latchkey.user.ProvisioningResult.Outcome;
import dev.latchkey.user.UserProvisioning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Imports the lines of a file. Decides each line again, as data may have changed since the preview. */
@ApplicationScoped
class UserImportWork implements Work {

    static final String KIND = "USER_IMPORT";

    /** The number of lines per transaction: half a second of work. */
    private static final int BATCH = 500;

    @Inject
    UserImportRepository imports;

    @Inject
    UserProvisioning users;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Batch next(BackgroundTask task) {
        var importId = Long.parseLong(task.parameters());
        var lines = imports.changes(importId, after(task.cursor()), BATCH);
        var provisions = users.apply(
                lines.stream().map(ImportLine::user).toList(),
                lines.stream().map(ImportLine::provision).toList());
        var failed = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (provisions.get(i).outcome() == Outcome.FAULT) {
                imports.setOutcome(importId, lines.get(i).with(provisions.get(i)));
                failed++;
            }
        }
        return new Batch(
                lines.size(),
                failed,
                lines.size() < BATCH
                        ? null
                        : Integer.toString(lines.get(lines.size() - 1).number()));
    }

    private static int after(@Nullable String cursor) {
        return cursor == null ? 0 : Integer.parseInt(cursor);
    }
}

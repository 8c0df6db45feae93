package dev.latchkey.inventory;

import dev.latchkey.task.BackgroundTask;
import dev.latchkey.task.Work;
import dev.latchkey.token.TokenDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Revokes tokens in the order of their ids, batch by batch. */
@ApplicationScoped
class RevocationWork implements Work {

    static final String KIND = "TOKEN_REVOCATION";

    /** Keeps the lock on the rows to a fraction of a second. */
    private static final int BATCH = 1000;

    @Inject
    InventoryRepository tokens;

    @Inject
    TokenDirectory directory;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Batch next(BackgroundTask task) {
        var order = RevocationOrder.parse(task.parameters());
        var cursor = task.cursor();
        var ids = tokens.ids(order.conditions(), cursor == null ? 0 : Long.parseLong(cursor), BATCH);
        var revoked = directory.revoke(ids, task.startedBy(), order.reason());
        return new Batch(
                Math.max(ids.size(), revoked), 0, ids.size() < BATCH ? null : Long.toString(ids.get(BATCH - 1)));
    }
}

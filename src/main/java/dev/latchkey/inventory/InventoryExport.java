package dev.latchkey.inventory;

import dev.latchkey.inventory.InventoryQuery.Sort;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.token.TokenSummary;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All matching tokens, newest first, with a thousand at a time in memory. */
public final class InventoryExport {

    private static final int BATCH = 1000;

    private final InventoryRepository tokens;
    private final Conditions wanted;
    private final Instant now;
    private final Runnable mandate;

    /** Consumes each token. */
    @FunctionalInterface
    public interface Line {
        void write(TokenSummary token, boolean first) throws IOException;
    }

    /** @param mandate throws when the caller is no longer valid */
    InventoryExport(InventoryRepository tokens, Conditions wanted, Instant now, Runnable mandate) {
        this.tokens = tokens;
        this.wanted = wanted;
        this.now = now;
        this.mandate = mandate;
    }

    /**
     * @throws IOException if the client has disconnected
     * @throws ForbiddenException if the caller's user, role, token or session has ended
     */
    public void each(Line line) throws IOException {
        @Nullable Position last = null;
        for (var batch = batch(null); !batch.isEmpty(); batch = batch(last)) {
            for (var token : batch) {
                line.write(token, last == null);
                last = Position.of(InventoryOrder.CREATED, token);
            }
        }
    }

    private List<TokenSummary> batch(@Nullable Position behind) {
        mandate.run();
        return tokens.list(wanted, Sort.NEWEST_FIRST, behind, BATCH, now);
    }
}

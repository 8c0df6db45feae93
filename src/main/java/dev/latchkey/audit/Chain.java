package dev.latchkey.audit;

import java.io.Serializable;

/**
 * The state of a chain.
 *
 * @param id from 1 to {@link #COUNT}
 * @param length the number of entries
 * @param hash of its last entry, 64 zeros when empty
 */
public record Chain(int id, long length, String hash) implements Serializable {

    /** The number of transactions that can write to the log at once; more have to wait. */
    static final int COUNT = 32;

    /** An empty chain. */
    static Chain beginning(int id) {
        return new Chain(id, 0, AuditEntry.NO_HASH);
    }

    /** The next entry. */
    AuditEntry next(AuditRecord record) {
        return AuditEntry.chained(id, length + 1, record, hash);
    }

    /** The chain including this entry. */
    Chain with(AuditEntry entry) {
        return new Chain(id, entry.position(), entry.hash());
    }
}

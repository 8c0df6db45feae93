package dev.latchkey.audit;

/**
 * How far a chain has come.
 *
 * @param id from 1 to {@link #COUNT}
 * @param length how many entries it has
 * @param hash of its last entry, 64 zeros when it has none
 */
public record Chain(int id, long length, String hash) {

    /** As many transactions can write to the log at the same time; further ones wait for one of them to end. */
    static final int COUNT = 32;

    /** Before its first entry. */
    static Chain beginning(int id) {
        return new Chain(id, 0, AuditEntry.NO_HASH);
    }

    /** The next entry. */
    AuditEntry next(Occurrence occurrence) {
        return AuditEntry.chained(id, length + 1, occurrence, hash);
    }

    /** The chain with this entry at its end. */
    Chain with(AuditEntry entry) {
        return new Chain(id, entry.position(), entry.hash());
    }
}

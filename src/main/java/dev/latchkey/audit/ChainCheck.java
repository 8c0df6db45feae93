package dev.latchkey.audit;

import java.io.Serializable;
import java.util.Optional;

/** Verifies one chain entry by entry, up to the first fault. */
final class ChainCheck implements Serializable {

    private static final long serialVersionUID = 1;

    private Chain seen;

    /** @param forgotten the part of the chain that was deleted; empty for none */
    ChainCheck(Chain forgotten) {
        seen = forgotten;
    }

    /** The position up to which all entries are intact. */
    long length() {
        return seen.length();
    }

    /** Verifies the next entry by position. */
    Optional<Fault> next(AuditEntry entry) {
        var expected = seen.length() + 1;
        if (entry.position() < expected) {
            return fault(Fault.Kind.INSERTED, entry.position());
        }
        if (entry.position() > expected) {
            return fault(Fault.Kind.REMOVED, expected);
        }
        if (!entry.isAsWritten()) {
            return fault(Fault.Kind.CHANGED, expected);
        }
        if (!entry.previousHash().equals(seen.hash())) {
            return fault(Fault.Kind.UNLINKED, expected);
        }
        seen = seen.with(entry);
        return Optional.empty();
    }

    /**
     * Compares the verified entries with the recorded end of the chain.
     *
     * @param overlong whether entries exist after the recorded end
     */
    Optional<Fault> end(Chain recorded, boolean overlong) {
        if (overlong) {
            return fault(Fault.Kind.INSERTED, recorded.length() + 1);
        }
        if (seen.length() < recorded.length()) {
            return fault(Fault.Kind.REMOVED, seen.length() + 1);
        }
        return seen.hash().equals(recorded.hash()) ? Optional.empty() : fault(Fault.Kind.CHANGED, seen.length());
    }

    private Optional<Fault> fault(Fault.Kind kind, long position) {
        return Optional.of(new Fault(kind, seen.id(), position));
    }
}

package dev.latchkey.audit;

import java.util.Optional;

/** Walks along one chain, entry by entry, and finds the first that is not as it was written. */
final class ChainCheck {

    private Chain seen;

    /** @param forgotten behind which the chain begins; of no length for all of it */
    ChainCheck(Chain forgotten) {
        seen = forgotten;
    }

    /** Up to where the entries are found to be good. */
    long length() {
        return seen.length();
    }

    /** Looks at what the database has as the next entry, by position. */
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
     * Compares what was seen with what the chain itself says.
     *
     * @param overlong whether there are entries behind the end that the chain says
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

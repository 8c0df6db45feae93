package dev.latchkey.audit;

import dev.latchkey.shared.Message;

/**
 * What is wrong with the log.
 *
 * @param chain the chain at fault
 * @param position the entry at fault
 */
public record Fault(Kind kind, int chain, long position) {

    /** How an entry can be at fault. */
    public enum Kind {
        /** The entry is not as it was written. */
        CHANGED,
        /** There is no such entry any more. */
        REMOVED,
        /** The entry is intact, but does not follow the one before it. */
        UNLINKED,
        /** The entry is not the one that was sealed: it and all later ones were written anew. */
        REWRITTEN,
        /** A seal that names the entry is not signed with the server's key. */
        FORGED,
        /** The entry was put behind the end of its chain, or into a chain that does not exist. */
        INSERTED
    }

    public String entry() {
        return chain + "-" + position;
    }

    public Message words() {
        return Message.of("audit.fault." + kind, entry());
    }
}

package dev.latchkey.audit;

import dev.latchkey.shared.Message;
import java.io.Serializable;

/**
 * A fault in the log.
 *
 * @param chain of the entry
 * @param position of the entry
 */
public record Fault(Kind kind, int chain, long position) implements Serializable {

    /** The kinds of faults. */
    public enum Kind {
        /** The entry was changed. */
        CHANGED,
        /** The entry was removed. */
        REMOVED,
        /** The entry is intact, but does not link to the previous one. */
        UNLINKED,
        /** The entry differs from the sealed one: it and all later ones were rewritten. */
        REWRITTEN,
        /** The server's key did not sign a seal that names the entry. */
        FORGED,
        /** The entry was inserted after the end of its chain, or into a chain that does not exist. */
        INSERTED
    }

    public String entry() {
        return chain + "-" + position;
    }

    public Message words() {
        return Message.of("audit.fault." + kind, entry());
    }
}

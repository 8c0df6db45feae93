package dev.latchkey.user;

import dev.latchkey.shared.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a user by what a file or a directory says.
 *
 * @param faults what is wrong with it, each naming the field; empty unless nothing becomes of it for that reason
 * @param userId who has the login; null when nobody has
 * @param administrator whether the user becomes an administrator by it
 */
public record Provision(
        Outcome outcome, List<Message> faults, @Nullable Long userId, boolean administrator) {

    /** What becomes of it. */
    public enum Outcome {
        CREATE,
        UPDATE,
        UNCHANGED,
        FAULT
    }

    boolean isChange() {
        return outcome == Outcome.CREATE || outcome == Outcome.UPDATE;
    }

    /** The same, but that nothing becomes of it for this reason. */
    Provision withFault(Message fault) {
        return new Provision(Outcome.FAULT, List.of(fault), userId, false);
    }
}

package dev.latchkey.user;

import dev.latchkey.shared.Message;
import java.util.List;

/**
 * What becomes of a user by what a file or a directory says.
 *
 * @param faults what is wrong with it, each naming the field; empty unless nothing becomes of it for that reason
 */
public record Provision(Outcome outcome, List<Message> faults) {

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

    static Provision of(Outcome outcome) {
        return new Provision(outcome, List.of());
    }
}

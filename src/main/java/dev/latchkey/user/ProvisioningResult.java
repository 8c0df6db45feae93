package dev.latchkey.user;

import dev.latchkey.shared.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of provisioning one user from a file or directory.
 *
 * @param faults the errors, each naming the field; empty unless they prevent provisioning
 * @param userId the user with the login; null if none
 * @param administrator whether the user becomes an administrator
 */
public record ProvisioningResult(
        Outcome outcome, List<Message> faults, @Nullable Long userId, boolean administrator) {

    /** The outcome. */
    public enum Outcome {
        CREATE,
        UPDATE,
        UNCHANGED,
        FAULT
    }

    boolean isChange() {
        return outcome == Outcome.CREATE || outcome == Outcome.UPDATE;
    }

    /** This outcome, prevented by an error. */
    ProvisioningResult withFault(Message fault) {
        return new ProvisioningResult(Outcome.FAULT, List.of(fault), userId, false);
    }
}

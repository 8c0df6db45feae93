package dev.latchkey.user;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.function.BooleanSupplier;

/**
 * Deletes a group of any size; its members stay users. Memberships end in batches of a thousand per transaction, and
 * the last batch deletes the group. After a failure, the group exists with the remaining members.
 */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class GroupDeletion {

    @Inject
    GroupService groups;

    /**
     * Deletes the group.
     *
     * @throws NotFoundException if no group has that name
     * @throws InvalidException if the group is built in
     */
    public void delete(String name) {
        toTheEnd(() -> groups.deleteInPart(name));
    }

    /**
     * Deletes the group that a page shows.
     *
     * @throws ConflictException if the group has changed since it was shown
     */
    public void delete(SeenGroup seen) {
        toTheEnd(() -> groups.deleteInPart(seen));
    }

    private static void toTheEnd(BooleanSupplier part) {
        var deleted = false;
        while (!deleted) {
            deleted = part.getAsBoolean();
        }
    }
}

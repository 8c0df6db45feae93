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
 * Deletes a group, however many members it has; they stay users. Memberships end a thousand in a transaction, the last of them
 * with the group: what stops it half-way leaves the group with the members that are left.
 */
@Stateless
@RolesAllowed(Role.ADMINISTRATOR)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class GroupDeletion {

    @Inject
    GroupService groups;

    /**
     * Deletes the group of that name.
     *
     * @throws NotFoundException when no group has that name
     * @throws InvalidException when it is one that the product relies on
     */
    public void delete(String name) {
        toTheEnd(() -> groups.deleteInPart(name));
    }

    /**
     * The same for the group that a page shows.
     *
     * @throws ConflictException when the group is no longer what was seen
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

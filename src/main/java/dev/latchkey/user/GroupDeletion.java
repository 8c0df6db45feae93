package dev.latchkey.user;

import dev.latchkey.shared.ConflictException;
import dev.latchkey.shared.ForbiddenException;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.NotFoundException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a group of any size; its members stay users. Its service accounts get a new owner first, then its memberships end,
 * a thousand per transaction; the last transaction deletes the group. If one fails, the group stays, with what it still has.
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
     * @param newOwner the name of the group that is to own its service accounts; null or blank if it owns none
     * @throws NotFoundException if no group has one of the names
     * @throws InvalidException if the group is built in, or owns service accounts and the new owner is missing, the group
     * itself, or that of all users
     * @throws ConflictException if the new owner would own more service accounts than it may
     * @throws ForbiddenException if the policy does not allow the caller's token to hand over its service accounts
     */
    public void delete(String name, @Nullable String newOwner) {
        toTheEnd(() -> groups.deleteInPart(name, newOwner));
    }

    /**
     * Deletes the group that a page shows.
     *
     * @throws ConflictException also if the group has changed since it was shown
     */
    public void delete(SeenGroup seen, @Nullable String newOwner) {
        toTheEnd(() -> groups.deleteInPart(seen, newOwner));
    }

    private static void toTheEnd(BooleanSupplier part) {
        var deleted = false;
        while (!deleted) {
            deleted = part.getAsBoolean();
        }
    }
}

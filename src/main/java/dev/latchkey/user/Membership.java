package dev.latchkey.user;

/**
 * A user and a group.
 *
 * @param selected whether the user belongs to the group
 */
public record Membership(User user, Group group, boolean selected) {

    /** Whether the membership is permanent, because every user belongs to the group. */
    public boolean isFixed() {
        return group.isDefault();
    }
}

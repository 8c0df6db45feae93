package dev.latchkey.user.web;

import dev.latchkey.user.Membership;
import dev.latchkey.user.SeenGroup;
import dev.latchkey.user.SeenUser;
import java.io.Serializable;
import java.util.Objects;

/** A row with a group of a user, or a user of a group. */
public class MembershipRow implements Serializable {

    private static final long serialVersionUID = 1;

    private final SeenUser user;
    private final SeenGroup group;
    private final String name;
    private final String description;
    private final boolean fixed;
    private boolean selected;

    private MembershipRow(Membership membership, String name, String description) {
        this.user = SeenUser.of(membership.user());
        this.group = SeenGroup.of(membership.group());
        this.name = name;
        this.description = description;
        this.selected = membership.selected();
        this.fixed = membership.isFixed();
    }

    static MembershipRow ofGroup(Membership membership) {
        var group = membership.group();
        return new MembershipRow(membership, group.name(), Objects.requireNonNullElse(group.description(), ""));
    }

    static MembershipRow ofUser(Membership membership) {
        var user = membership.user();
        return new MembershipRow(membership, user.name(), user.login());
    }

    SeenUser user() {
        return user;
    }

    SeenGroup group() {
        return group;
    }

    public String getName() {
        return name;
    }

    public String getDescription() {
        return description;
    }

    public boolean isFixed() {
        return fixed;
    }

    public boolean isSelected() {
        return selected;
    }

    public void setSelected(boolean selected) {
        this.selected = selected;
    }
}

package dev.latchkey.user.web;

import dev.latchkey.user.Membership;
import java.io.Serializable;
import java.util.Objects;

/** A group of a user, or a user of a group, as a line to choose from. */
public class MembershipRow implements Serializable {

    private static final long serialVersionUID = 1;

    private final String key;
    private final String name;
    private final String description;
    private final boolean fixed;
    private boolean selected;

    private MembershipRow(String key, String name, String description, Membership membership) {
        this.key = key;
        this.name = name;
        this.description = description;
        this.selected = membership.selected();
        this.fixed = membership.isFixed();
    }

    static MembershipRow ofGroup(Membership membership) {
        var group = membership.group();
        return new MembershipRow(
                group.name(), group.name(), Objects.requireNonNullElse(group.description(), ""), membership);
    }

    static MembershipRow ofUser(Membership membership) {
        var user = membership.user();
        return new MembershipRow(user.login(), user.name(), user.login(), membership);
    }

    /** The name of the group or the login of the user. */
    public String getKey() {
        return key;
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

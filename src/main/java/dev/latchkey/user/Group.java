package dev.latchkey.user;

import dev.latchkey.shared.Text;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A group of users with the same permissions. */
@Entity
@Table(name = "user_group")
public class Group {

    /** Its members are administrators. */
    public static final String ADMINISTRATORS = "administrators";

    /** Every user belongs to it. */
    public static final String USERS = "users";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "user_group_id")
    @SequenceGenerator(name = "user_group_id", sequenceName = "user_group_id", allocationSize = 50)
    private Long id;

    @Version
    private int version;

    @Column(name = "name")
    private String name;

    @Column(name = "description")
    private @Nullable String description;

    @Column(name = "search_text")
    private String searchText;

    @Column(name = "role")
    private @Nullable String role;

    @SuppressWarnings("NullAway.Init")
    protected Group() {}

    @SuppressWarnings("NullAway.Init") // the database assigns the id
    Group(String name, @Nullable String description) {
        this.name = name;
        describe(description);
    }

    void rename(String newName) {
        name = newName;
        describeForSearch();
    }

    /** @param newDescription blank for none */
    void describe(@Nullable String newDescription) {
        description = newDescription == null || newDescription.isEmpty() ? null : newDescription;
        describeForSearch();
    }

    private void describeForSearch() {
        searchText = Text.fold(name) + "\n" + Text.fold(Objects.requireNonNullElse(description, ""));
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public @Nullable String description() {
        return description;
    }

    /** Changes with every change of the group, except of its members. */
    public int version() {
        return version;
    }

    /** Whether every user always belongs to it. */
    public boolean isDefault() {
        return name.equals(USERS);
    }

    /** Whether the product depends on it: it is never renamed or deleted. */
    public boolean isBuiltIn() {
        return isDefault() || name.equals(ADMINISTRATORS);
    }

    /** Whether it gives its members a role. */
    boolean hasRole() {
        return role != null;
    }

    boolean gives(String wanted) {
        return wanted.equals(role);
    }
}

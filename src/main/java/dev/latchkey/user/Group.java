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

/** Users who share what they may do. */
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

    @SuppressWarnings("NullAway.Init") // the id comes from the database
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

    /** Another number after every change of the group; not of its members. */
    public int version() {
        return version;
    }

    /** Whether every user belongs to it, from the first day to the last. */
    public boolean isDefault() {
        return name.equals(USERS);
    }

    /** Whether the product itself relies on it: it keeps its name and is never deleted. */
    public boolean isBuiltIn() {
        return isDefault() || name.equals(ADMINISTRATORS);
    }

    /** Whether its members have a role by it. */
    boolean hasRole() {
        return role != null;
    }

    boolean gives(String wanted) {
        return wanted.equals(role);
    }
}

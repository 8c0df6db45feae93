package dev.latchkey.user;

import dev.latchkey.shared.Text;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A person or program that has a login. Is created, perhaps deactivated, perhaps brought back; never deleted. */
@Entity
@Table(name = "users")
public class User {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "users_id")
    @SequenceGenerator(name = "users_id", sequenceName = "users_id", allocationSize = 50)
    private Long id;

    @Version
    private int version;

    @Column(name = "login")
    private String login;

    /** What the login is found by, whatever its case; the database's own work. */
    @Column(name = "folded_login", insertable = false, updatable = false)
    private String foldedLogin;

    @Column(name = "name")
    private String name;

    @Column(name = "email")
    private @Nullable String email;

    @Column(name = "search_text")
    private String searchText;

    @Column(name = "active")
    private boolean active;

    @Column(name = "password_hash")
    private @Nullable String passwordHash;

    @Column(name = "must_change_password")
    private boolean mustChangePassword;

    @Column(name = "first_password_until")
    private @Nullable Instant firstPasswordUntil;

    @Enumerated(EnumType.STRING)
    @Column(name = "language", updatable = false)
    private Language language = Language.BROWSER;

    @Enumerated(EnumType.STRING)
    @Column(name = "appearance", updatable = false)
    private Appearance appearance = Appearance.SYSTEM;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_connection_at")
    private @Nullable Instant lastConnectionAt;

    @ManyToMany
    @JoinTable(
            name = "user_group_member",
            joinColumns = @JoinColumn(name = "user_id"),
            inverseJoinColumns = @JoinColumn(name = "group_id"))
    private Set<Group> groups = new HashSet<>();

    @SuppressWarnings("NullAway.Init")
    protected User() {}

    @SuppressWarnings("NullAway.Init") // the id comes from the database
    User(NewUser details, Group everybody, Instant at) {
        this.login = details.login();
        this.createdAt = at;
        this.groups.add(everybody);
        describe(details);
        this.active = true;
    }

    @SuppressWarnings("NullAway.Init") // the id comes from the database
    User(ProvisionedUser details, Group everybody, Instant at) {
        this.login = details.login();
        this.name = Objects.requireNonNull(details.name());
        this.createdAt = at;
        this.groups.add(everybody);
        describe(details.update());
        this.active = true;
    }

    /** Brings a deactivated user back, with the details given now and without a password. */
    void reactivate(NewUser details) {
        describe(details);
        this.active = true;
    }

    /** Another login from now on; sessions and tokens do not hang on it. */
    void rename(String newLogin) {
        login = newLogin;
        describeForSearch();
    }

    /**
     * Takes over the name and the email that are given.
     *
     * @return which of the two are other ones now
     */
    List<String> describe(UserUpdate update) {
        var previousName = name;
        var previousEmail = emailOrBlank();
        name = Objects.requireNonNullElse(update.name(), name);
        setEmail(Objects.requireNonNullElse(update.email(), emailOrBlank()));
        describeForSearch();
        var changed = new ArrayList<String>();
        if (!previousName.equals(name)) {
            changed.add("name");
        }
        if (!previousEmail.equals(emailOrBlank())) {
            changed.add("email");
        }
        return changed;
    }

    /**
     * Ends sign-in. Personal details other than the names go, and so does what groups gave:
     * who comes back comes back with nothing more than any user has.
     */
    void deactivate() {
        active = false;
        passwordHash = null;
        email = null;
        groups.removeIf(group -> !group.isDefault());
        describeForSearch();
    }

    boolean isAdministrator() {
        return groups.stream().anyMatch(group -> group.gives(Role.ADMINISTRATOR));
    }

    /** Nothing of a deactivated user tells any more who it was. */
    void anonymize(String neutralLogin) {
        login = neutralLogin;
        name = neutralLogin;
        email = null;
        describeForSearch();
    }

    /** The user has chosen another password. */
    void changePassword(String newPasswordHash) {
        passwordHash = newPasswordHash;
        mustChangePassword = false;
        firstPasswordUntil = null;
    }

    /** Somebody else has chosen the password: the user replaces it, on the pages before anything else. */
    void givePassword(FirstPassword given) {
        passwordHash = given.hash();
        mustChangePassword = given.onlyForItsChange();
        firstPasswordUntil = given.until();
    }

    /** @throws LapsedPasswordException when the password was to be replaced and has not been in time */
    void checkPasswordHasNotLapsed(Instant now) {
        if (firstPasswordUntil != null && !now.isBefore(firstPasswordUntil)) {
            throw new LapsedPasswordException(firstPasswordUntil);
        }
    }

    /** @return whether the user did not belong to the group before */
    boolean join(Group group) {
        return groups.add(group);
    }

    /** @return whether the user belonged to the group before */
    boolean leave(Group group) {
        return groups.remove(group);
    }

    private void describe(NewUser details) {
        name = details.name();
        setEmail(details.email());
        describeForSearch();
    }

    private void setEmail(String blankForNone) {
        email = blankForNone.isEmpty() ? null : blankForNone;
    }

    String emailOrBlank() {
        return Objects.requireNonNullElse(email, "");
    }

    private void describeForSearch() {
        searchText = Stream.of(login, name, emailOrBlank())
                .map(Text::fold)
                .reduce((one, other) -> one + "\n" + other)
                .orElseThrow();
    }

    public long id() {
        return id;
    }

    /** Another number after every change that is worth a conflict; a connection is none. */
    public int version() {
        return version;
    }

    public String login() {
        return login;
    }

    public String name() {
        return name;
    }

    public @Nullable String email() {
        return email;
    }

    public boolean isActive() {
        return active;
    }

    /** Whether the password is kept here, and not by somebody else. */
    public boolean isLocal() {
        return true;
    }

    @Nullable
    String passwordHash() {
        return passwordHash;
    }

    /** Whether somebody else has chosen the password: pages show nothing but its change. */
    public boolean mustChangePassword() {
        return mustChangePassword || firstPasswordUntil != null;
    }

    /** How the user likes the pages; written by {@link UserRepository#recordPreferences}. */
    public Preferences preferences() {
        return new Preferences(language, appearance);
    }

    public @Nullable Instant lastConnectionAt() {
        return lastConnectionAt;
    }

    /** In alphabetical order. */
    public List<String> groupNames() {
        return groups.stream().map(Group::name).sorted().toList();
    }

    /** The roles that login and password give to a program: none as long as it must replace the password first. */
    public Set<String> roles() {
        if (mustChangePassword) {
            return Set.of();
        }
        return isAdministrator() ? Set.of(Role.USER, Role.ADMINISTRATOR) : Set.of(Role.USER);
    }

    /** The roles that a session gives: none before a password that somebody else has chosen is replaced. */
    public Set<String> rolesInSession() {
        return mustChangePassword() ? Set.of() : roles();
    }
}

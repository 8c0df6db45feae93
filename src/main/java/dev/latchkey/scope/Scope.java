package dev.latchkey.scope;

import dev.latchkey.shared.Text;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A scope that tokens may have. A deleted one only loses its name: tokens that had it stay limited to what is left, and
 * a later scope of that name is not theirs.
 */
@Entity
@Table(name = "scope")
public class Scope {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "scope_id")
    @SequenceGenerator(name = "scope_id", sequenceName = "scope_id", allocationSize = 50)
    private Long id;

    @Version
    private int version;

    @Column(name = "name")
    private @Nullable String name;

    @Column(name = "description")
    private String description;

    @Column(name = "administrators_only")
    private boolean administratorsOnly;

    @Column(name = "search_text")
    private String searchText;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Scope() {}

    @SuppressWarnings("NullAway.Init") // the database assigns the id
    Scope(ScopeDetails details, Instant at) {
        this.createdAt = at;
        name = details.name();
        change(details.description(), Boolean.TRUE.equals(details.administratorsOnly()));
    }

    /** Changes everything but the name, which services and tokens rely on. */
    final void change(String to, boolean onlyByAdministrators) {
        description = to;
        administratorsOnly = onlyByAdministrators;
        searchText = Text.fold(name()) + "\n" + Text.fold(to);
    }

    void delete() {
        name = null;
    }

    public long id() {
        return id;
    }

    public int version() {
        return version;
    }

    /** Empty once deleted. */
    public String name() {
        return name == null ? "" : name;
    }

    /** As registered; blank for Latchkey's own, whose descriptions are in the message bundle. */
    public String description() {
        return description;
    }

    /** Whether only administrators may give it to a token. */
    public boolean isAdministratorsOnly() {
        return administratorsOnly;
    }

    /** Latchkey's own scope of this name; empty for one that was registered. */
    public Optional<OwnScope> own() {
        return OwnScope.named(name());
    }
}

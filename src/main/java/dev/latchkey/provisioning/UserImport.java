package dev.latchkey.provisioning;

import dev.latchkey.user.Provision.Outcome;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of users that somebody wants to import: what becomes of how many of its lines. It is forgotten a day later. */
@Entity
@Table(name = "user_import")
public class UserImport {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "user_import_id")
    @SequenceGenerator(name = "user_import_id", sequenceName = "user_import_id", allocationSize = 50)
    private Long id;

    @Column(name = "created_by_id")
    private long createdById;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "creates")
    private int creates;

    @Column(name = "updates")
    private int updates;

    @Column(name = "unchanged")
    private int unchanged;

    @Column(name = "faulty")
    private int faulty;

    @Column(name = "administrators")
    private int administrators;

    @Column(name = "task_id")
    private @Nullable Long taskId;

    @SuppressWarnings("NullAway.Init")
    protected UserImport() {}

    @SuppressWarnings("NullAway.Init") // the id comes from the database
    UserImport(long createdById, Instant at) {
        this.createdById = createdById;
        this.createdAt = at;
    }

    void count(List<ImportLine> lines) {
        for (var line : lines) {
            administrators += line.administrator() ? 1 : 0;
            switch (line.outcome()) {
                case CREATE -> creates++;
                case UPDATE -> updates++;
                case UNCHANGED -> unchanged++;
                case FAULT -> faulty++;
            }
        }
    }

    void startedAs(long task) {
        taskId = task;
    }

    public long id() {
        return id;
    }

    /** How many lines had this outcome when the file was read. */
    public int count(Outcome outcome) {
        return switch (outcome) {
            case CREATE -> creates;
            case UPDATE -> updates;
            case UNCHANGED -> unchanged;
            case FAULT -> faulty;
        };
    }

    /** How many lines make somebody an administrator. */
    public int administrators() {
        return administrators;
    }

    /** How many lines there is something to be done for. */
    public int changes() {
        return creates + updates;
    }

    /** The background task that does it; null until somebody wants it. */
    public @Nullable Long taskId() {
        return taskId;
    }
}

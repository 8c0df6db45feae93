package dev.latchkey.provisioning;

import dev.latchkey.user.ProvisioningResult.Outcome;
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

/** An uploaded file of users, with the number of lines per outcome. Deleted after a day. */
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

    @SuppressWarnings("NullAway.Init") // the database assigns the id
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

    /** The number of lines with this outcome in the preview. */
    public int count(Outcome outcome) {
        return switch (outcome) {
            case CREATE -> creates;
            case UPDATE -> updates;
            case UNCHANGED -> unchanged;
            case FAULT -> faulty;
        };
    }

    /** The number of lines that make a user an administrator. */
    public int administrators() {
        return administrators;
    }

    /** The number of lines that change something. */
    public int changes() {
        return creates + updates;
    }

    /** The background task of the import; null before it starts. */
    public @Nullable Long taskId() {
        return taskId;
    }
}

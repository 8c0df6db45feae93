package dev.latchkey.project;

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

/** A project for analysis tokens, identified by its key. */
@Entity
@Table(name = "project")
public class Project {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "project_id")
    @SequenceGenerator(name = "project_id", sequenceName = "project_id", allocationSize = 50)
    private Long id;

    @Version
    private int version;

    @Column(name = "project_key")
    private String projectKey;

    @Column(name = "name")
    private String name;

    @Column(name = "search_text", updatable = false)
    private String searchText;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Project() {}

    @SuppressWarnings("NullAway.Init") // the database assigns the id
    Project(NewProject details, Instant at) {
        projectKey = details.project();
        this.name = details.name();
        this.searchText = Text.fold(projectKey) + "\n" + Text.fold(name);
        this.createdAt = at;
    }

    public long id() {
        return id;
    }

    public String key() {
        return projectKey;
    }

    public String name() {
        return name;
    }

    public Instant createdAt() {
        return createdAt;
    }
}

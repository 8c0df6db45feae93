package dev.latchkey.task;

import dev.latchkey.shared.Mandate;
import dev.latchkey.shared.Origin;
import dev.latchkey.user.Role;
import dev.latchkey.user.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Work that takes longer than a request, with its owner, progress and cursor. */
@Entity
@Table(name = "background_task")
public class BackgroundTask {

    /** A task runs, and ends in one of four ways. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED,
        /** The user lost the role, or the token or session that started the task has ended. */
        LAPSED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "background_task_id")
    @SequenceGenerator(name = "background_task_id", sequenceName = "background_task_id", allocationSize = 50)
    private Long id;

    // Optimistic lock: it rolls back the batch of a task that was cancelled or taken over.
    @Version
    private int version;

    @Column(name = "kind")
    private String kind;

    @Column(name = "parameters")
    private String parameters;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "started_by_id")
    private User startedBy;

    @Column(name = "started_by_token_id")
    private @Nullable Long startedByTokenId;

    @Column(name = "started_by_session_id")
    private @Nullable Long startedBySessionId;

    @Enumerated(EnumType.STRING)
    @Column(name = "channel")
    private Origin.Channel channel;

    @Column(name = "address")
    private @Nullable String address;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "total")
    private int total;

    @Column(name = "done")
    private int done;

    @Column(name = "failed")
    private int failed;

    @Column(name = "cursor")
    private @Nullable String cursor;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private State state = State.RUNNING;

    @Column(name = "heartbeat")
    private @Nullable Instant heartbeat;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @SuppressWarnings("NullAway.Init")
    protected BackgroundTask() {}

    @SuppressWarnings("NullAway.Init") // the database assigns the id
    BackgroundTask(String kind, String parameters, int total, User startedBy, Origin origin, Instant at) {
        this.kind = kind;
        this.parameters = parameters;
        this.total = total;
        this.startedBy = startedBy;
        this.startedByTokenId = origin.tokenId();
        this.startedBySessionId = origin.sessionId();
        this.channel = origin.channel();
        this.address = origin.address();
        this.startedAt = at;
    }

    /** Whether no server is working on it: it is new, or its server has stopped sending heartbeats. */
    boolean isWaiting(Instant since) {
        return isRunning() && (heartbeat == null || heartbeat.isBefore(since));
    }

    /** Records a heartbeat. */
    void beat(Instant at) {
        heartbeat = at;
    }

    /** Lets another server take it at once. */
    void release() {
        heartbeat = null;
    }

    void advance(Work.Batch batch, Instant at) {
        beat(at);
        done += batch.done();
        failed += batch.failed();
        cursor = batch.cursor();
        if (cursor == null) {
            end(State.DONE, at);
        }
    }

    /** The parameters may hold names of users and are no longer needed. */
    void end(State how, Instant at) {
        state = how;
        endedAt = at;
        parameters = "";
    }

    /** The mandate of the user who started it. */
    Mandate mandate() {
        return new Mandate(origin(), Role.ADMINISTRATOR);
    }

    /** The origin of everything the task does. */
    Origin origin() {
        return new Origin(startedBy.id(), startedByTokenId, startedBySessionId, channel, address);
    }

    int version() {
        return version;
    }

    public long id() {
        return id;
    }

    public String kind() {
        return kind;
    }

    /** The parameters; blank once the task has ended. */
    public String parameters() {
        return parameters;
    }

    public User startedBy() {
        return startedBy;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** The number of items. */
    public int total() {
        return total;
    }

    /** The number of processed items, including failed ones. */
    public int done() {
        return done;
    }

    public int failed() {
        return failed;
    }

    /** The cursor of the next batch; null for the first one. */
    public @Nullable String cursor() {
        return cursor;
    }

    public State state() {
        return state;
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }
}

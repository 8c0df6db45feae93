package dev.latchkey.authentication;

import dev.latchkey.token.Client;
import dev.latchkey.user.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A browser that is signed in. A session starts with a password and ends by sign-out, change of password, deactivation
 * or timeout; then it is deleted.
 */
@Entity
@Table(name = "user_session")
public class Session {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "user_session_id")
    @SequenceGenerator(name = "user_session_id", sequenceName = "user_session_id", allocationSize = 50)
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "user_id")
    private User user;

    @Column(name = "hash")
    private byte[] hash;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_seen_at", updatable = false)
    private Instant lastSeenAt;

    @Column(name = "address")
    private String address;

    @Column(name = "user_agent")
    private String userAgent;

    @SuppressWarnings("NullAway.Init")
    protected Session() {}

    @SuppressWarnings("NullAway.Init") // the database assigns the id
    Session(SessionId id, User user, Instant at, Client client) {
        this.hash = id.hash();
        this.user = user;
        this.createdAt = at;
        this.lastSeenAt = at;
        this.address = client.address();
        this.userAgent = client.agent();
    }

    public long id() {
        return id;
    }

    public User user() {
        return user;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Accurate to {@link Sessions#GRANULARITY}. */
    public Instant lastSeenAt() {
        return lastSeenAt;
    }

    public String address() {
        return address;
    }

    /** The User-Agent of the browser; blank if absent. */
    public String userAgent() {
        return userAgent;
    }
}

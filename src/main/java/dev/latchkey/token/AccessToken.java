package dev.latchkey.token;

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
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A key that a program uses in a user's name. It is generated, perhaps used, and ends on its expiration day or by being
 * revoked, whichever comes first; it never comes back.
 */
@Entity
@Table(name = "access_token")
public class AccessToken {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "access_token_id")
    @SequenceGenerator(name = "access_token_id", sequenceName = "access_token_id", allocationSize = 50)
    private Long id;

    @Version
    private int version;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "user_id")
    private User owner;

    @Column(name = "name")
    private String name;

    @Enumerated(EnumType.STRING)
    @Column(name = "type")
    private TokenType type;

    @Column(name = "hash")
    private TokenHash hash;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "expires_on")
    private @Nullable LocalDate expiresOn;

    @Column(name = "last_used_at", insertable = false, updatable = false)
    private @Nullable Instant lastUsedAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Column(name = "revoked_by")
    private @Nullable String revokedBy;

    @Enumerated(EnumType.STRING)
    @Column(name = "revocation_reason")
    private @Nullable RevocationReason revocationReason;

    @SuppressWarnings("NullAway.Init")
    protected AccessToken() {}

    @SuppressWarnings("NullAway.Init") // the id comes from the database
    AccessToken(User owner, NewToken details, TokenHash hash, Instant at, String by) {
        this.owner = owner;
        this.name = details.name();
        this.type = details.type();
        this.expiresOn = details.expirationDate();
        this.hash = hash;
        this.createdAt = at;
        this.createdBy = by;
    }

    /** Ends the token; one that has ended already keeps when, by whom and why. */
    void revoke(Instant at, String by, RevocationReason reason) {
        if (revokedAt == null) {
            revokedAt = at;
            revokedBy = by;
            revocationReason = reason;
        }
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public TokenType type() {
        return type;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** The login of who generated it, the owner or an administrator. */
    public String createdBy() {
        return createdBy;
    }

    /** The token ends when this day begins in UTC; null when it does not expire. */
    public @Nullable LocalDate expiresOn() {
        return expiresOn;
    }

    /** Whether the token has expired on this day in UTC. */
    public boolean isExpired(LocalDate today) {
        return expiresOn != null && !expiresOn.isAfter(today);
    }

    /** To the minute; null when nobody has used it. */
    public @Nullable Instant lastUsedAt() {
        return lastUsedAt;
    }
}

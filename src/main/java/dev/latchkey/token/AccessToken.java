package dev.latchkey.token;

import dev.latchkey.project.Project;
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
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
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

    // Copied, so that a token still says what it was for when its project is gone.
    @Column(name = "project_key")
    private @Nullable String projectKey;

    @Column(name = "project_name")
    private @Nullable String projectName;

    @Column(name = "hash")
    private TokenHash hash;

    @Column(name = "last_four")
    private @Nullable String lastFour;

    @Column(name = "created_at")
    private Instant createdAt;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "created_by_id")
    private @Nullable User createdBy;

    // The id alone: it stays when that token is forgotten.
    @Column(name = "created_by_token_id")
    private @Nullable Long createdByTokenId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "created_by_token_id", insertable = false, updatable = false)
    private @Nullable AccessToken createdByToken;

    // Null for a first value.
    @Column(name = "first_generated_at")
    private @Nullable Instant firstGeneratedAt;

    @Column(name = "expires_on")
    private @Nullable LocalDate expiresOn;

    @Column(name = "last_used_at", insertable = false, updatable = false)
    private @Nullable Instant lastUsedAt;

    @Column(name = "last_used_address", insertable = false, updatable = false)
    private @Nullable String lastUsedAddress;

    @Column(name = "last_used_agent", insertable = false, updatable = false)
    private @Nullable String lastUsedAgent;

    @Column(name = "dead_uses", insertable = false, updatable = false)
    private long deadUses;

    @Column(name = "last_dead_use_at", insertable = false, updatable = false)
    private @Nullable Instant lastDeadUseAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "revoked_by_id")
    private @Nullable User revokedBy;

    @Column(name = "replaced_at")
    private @Nullable Instant replacedAt;

    @Column(name = "ends_at")
    private @Nullable Instant endsAt;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "replaces_id")
    private @Nullable AccessToken replaces;

    @Enumerated(EnumType.STRING)
    @Column(name = "revocation_reason")
    private @Nullable RevocationReason revocationReason;

    @SuppressWarnings("NullAway.Init")
    protected AccessToken() {}

    @SuppressWarnings("NullAway.Init") // the id comes from the database
    AccessToken(User owner, NewToken details, TokenSecret secret, Instant at, Creator by) {
        this.owner = owner;
        this.name = details.name();
        this.type = details.type();
        this.expiresOn = details.expirationDate();
        this.hash = secret.hash();
        this.lastFour = secret.lastFour();
        this.createdAt = at;
        this.createdBy = by.user();
        this.createdByTokenId = by.tokenId();
    }

    /** A project analysis token is for this one project. */
    void restrictTo(Project project) {
        projectKey = project.key();
        projectName = project.name();
    }

    /** The new value of a rotated token. */
    @SuppressWarnings("NullAway.Init") // the id comes from the database
    AccessToken(AccessToken former, @Nullable LocalDate expiresOn, TokenSecret secret, Instant at, Creator by) {
        this.owner = former.owner();
        this.name = former.name();
        this.type = former.type();
        this.projectKey = former.projectKey();
        this.projectName = former.projectName();
        this.expiresOn = expiresOn;
        this.hash = secret.hash();
        this.lastFour = secret.lastFour();
        this.createdAt = at;
        this.createdBy = by.user();
        this.createdByTokenId = by.tokenId();
        this.firstGeneratedAt = former.firstGeneratedAt();
        this.replaces = former;
    }

    /**
     * Makes way for a new value: goes on for the overlap, but no longer than the new one, and leaves the name. A value that
     * made way before ends no later than it was to end then.
     *
     * @param newExpiresOn when the new value expires; null when it does not
     */
    void makeWay(Instant at, User by, Overlap overlap, @Nullable LocalDate newExpiresOn) {
        if (replacedAt == null) {
            replacedAt = at;
        }
        revokedBy = by;
        var end = overlap.end(at);
        if (endsAt == null || end != null && end.isBefore(endsAt)) {
            endsAt = end;
        }
        if (newExpiresOn != null && (expiresOn == null || newExpiresOn.isBefore(expiresOn))) {
            expiresOn = newExpiresOn;
        }
    }

    /**
     * Ends the token; one that has ended already keeps when, by whom and why.
     *
     * @param by null when it is the system that ends it
     * @return why it was refused from then on; empty when it has been refused before
     */
    Optional<RevocationReason> revoke(Instant at, @Nullable User by, RevocationReason reason) {
        if (revokedAt != null) {
            return Optional.empty();
        }
        if (endsAt != null && !endsAt.isAfter(at)) {
            endReplaced(endsAt);
        } else {
            revokedAt = at;
            revokedBy = by;
            revocationReason = reason;
        }
        return Optional.ofNullable(revocationReason);
    }

    /** The overlap is over: who rotated the token has ended this value. */
    void endReplaced(Instant now) {
        revokedAt = endsAt != null && endsAt.isBefore(now) ? endsAt : now;
        revocationReason = RevocationReason.ROTATED;
    }

    public long id() {
        return id;
    }

    User owner() {
        return owner;
    }

    public String name() {
        return name;
    }

    public TokenType type() {
        return type;
    }

    /** The key of the one project that it is for; null when it is no project analysis token. */
    public @Nullable String projectKey() {
        return projectKey;
    }

    /** The name that the project had, or has. */
    public @Nullable String projectName() {
        return projectName;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** The login, as it is now, of who generated it, the owner or an administrator; null when it is not known. */
    public @Nullable String createdBy() {
        return createdBy == null ? null : createdBy.login();
    }

    /** The token with which it was generated, or got this value by rotation; null when it was none. */
    public @Nullable Long createdByTokenId() {
        return createdByTokenId;
    }

    /** The name of that token; null when it was none, or is forgotten. */
    public @Nullable String createdByToken() {
        return createdByToken == null ? null : createdByToken.name();
    }

    /** When the first of its values was generated, those that a rotation has replaced included. */
    Instant firstGeneratedAt() {
        return firstGeneratedAt == null ? createdAt : firstGeneratedAt;
    }

    /** What may be shown of the value: its prefix and its last characters, by which people recognise it. */
    public String masked() {
        return type.masked(lastFour);
    }

    /** The token ends when this day begins in UTC; null when it does not expire. */
    public @Nullable LocalDate expiresOn() {
        return expiresOn;
    }

    /** Whether the token has expired on this day in UTC. */
    public boolean isExpired(LocalDate today) {
        return expiresOn != null && !expiresOn.isAfter(today);
    }

    /** How many days it lives from its generation; null when it does not expire. */
    @Nullable
    Long lifetime() {
        return expiresOn == null
                ? null
                : ChronoUnit.DAYS.between(LocalDate.ofInstant(createdAt, ZoneOffset.UTC), expiresOn);
    }

    /** How it ended; empty as long as it is good. */
    public Optional<Ending> ending(Instant now) {
        var at = revokedAt == null ? endsAt : revokedAt;
        var reason = revocationReason == null ? RevocationReason.ROTATED : revocationReason;
        var revocation = at == null ? null : new Ending(at, reason, revokedBy == null ? null : revokedBy.login());
        return Ending.first(expiresOn, revocation, now);
    }

    /** The value that this one has replaced, as long as it is good beside it. */
    public Optional<AccessToken> former(Instant now) {
        return Optional.ofNullable(replaces).filter(former -> former.isGood(now));
    }

    /** The id of the value that this one has replaced; null when it has replaced none, or that is forgotten. */
    @Nullable
    Long replacesId() {
        return replaces == null ? null : replaces.id;
    }

    /** Whether it is the new value of a token, made by rotating it. */
    public boolean isRotated() {
        return replaces != null;
    }

    /** Whether it has ended by being revoked, or by the end of its overlap as a former value. */
    boolean isRevoked() {
        return revokedAt != null;
    }

    /** Whether it goes by its name: as long as it was neither revoked nor given a new value. */
    public boolean isNamed() {
        return revokedAt == null && replacedAt == null;
    }

    /** Whether it is the new value of a rotation after this moment. */
    boolean isRotatedSince(Instant moment) {
        return replaces != null && createdAt.isAfter(moment);
    }

    /** Whether it is accepted at this moment, as far as it depends on the token. */
    boolean isGood(Instant now) {
        return revokedAt == null
                && (endsAt == null || endsAt.isAfter(now))
                && !isExpired(LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    /** Until then a value that was replaced is good; null when it is not replaced, or until the new one is used first. */
    public @Nullable Instant endsAt() {
        return endsAt;
    }

    /** To the minute; null when nobody has used it. */
    public @Nullable Instant lastUsedAt() {
        return lastUsedAt;
    }

    /** From where it was used last; null when nobody has used it, or nobody asked then. */
    public @Nullable Client lastUsedFrom() {
        return lastUsedAddress == null ? null : new Client(lastUsedAddress, lastUsedAgent == null ? "" : lastUsedAgent);
    }

    /** How many calls came with it after its end: somebody still uses it. */
    public long deadUses() {
        return deadUses;
    }

    /** The last of these calls, to some seconds; null when there was none. */
    public @Nullable Instant lastDeadUseAt() {
        return lastDeadUseAt;
    }
}

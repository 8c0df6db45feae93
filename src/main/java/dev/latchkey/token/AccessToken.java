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
 * A key with which a program acts for a user.
 *
 * <p><b>Its life.</b> A token is generated for its owner, by the owner, an administrator or another token. From then on it is
 * <em>active</em>: the check accepts its value, of which only the hash is kept. It takes its name, which no other token of the
 * owner may have meanwhile.
 *
 * <p>It always knows the earliest end that is known now: when, why, and by whose decision ({@link End}). That is the
 * beginning of its expiration day at first, or the year 9999 without such a day. Whatever happens later can only bring the end
 * forward, and does so in one place, {@link #endBy}: its owner or an administrator revokes it, its owner is deactivated, its
 * project is deleted, it leaks, nobody uses it for longer than the policy allows, or a stricter policy gives it an earlier day.
 * Of two ends the earlier one counts, so a token that has ended stays ended, and keeps when, why and by whom. Whether a
 * token is accepted is asked in one way everywhere: whether it {@linkplain #isActive ends later than now}. The database asks the
 * same of the column {@code ends_at}.
 *
 * <p>A rotation gives the token a new value, and each value is an {@code AccessToken} of its own, with a hash, an end and uses
 * of its own. The new value takes over the name. The former one {@linkplain #makeWay makes way}: it stays active beside the
 * new one for an overlap, which is an end known beforehand, or until the new value is used for the first time. That is the only
 * end that cannot be known beforehand, so a former value remembers that it waits for it.
 *
 * <p>A token holds its name as long as it has neither been revoked nor got a new value. One that has expired still holds its
 * name, so that its owner sees it, rotates it or revokes it. Some days after its end the token is deleted, if the policy
 * says so; {@link Lineage} still knows what descends from it.
 */
@Entity
@Table(name = "access_token")
public class AccessToken {

    /** The end of a token that does not end. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

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

    @Column(name = "ends_at")
    private Instant endsAt = NEVER;

    // Null for a token that never ends.
    @Enumerated(EnumType.STRING)
    @Column(name = "end_reason")
    private @Nullable EndReason endReason;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "ended_by_id")
    private @Nullable User endedBy;

    @Column(name = "holds_name")
    private boolean holdsName = true;

    // Beside the end, because an overlap of some hours may also outlast the expiration day.
    @Column(name = "until_first_use")
    private boolean untilFirstUse;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "replaces_id")
    private @Nullable AccessToken replaces;

    @SuppressWarnings("NullAway.Init")
    protected AccessToken() {}

    @SuppressWarnings("NullAway.Init") // the id comes from the database
    AccessToken(User owner, NewToken details, TokenSecret secret, Instant at, Creator by) {
        this.owner = owner;
        this.name = details.name();
        this.type = details.type();
        this.hash = secret.hash();
        this.lastFour = secret.lastFour();
        this.createdAt = at;
        this.createdBy = by.user();
        this.createdByTokenId = by.tokenId();
        expireOn(details.expirationDate());
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
        this.hash = secret.hash();
        this.lastFour = secret.lastFour();
        this.createdAt = at;
        this.createdBy = by.user();
        this.createdByTokenId = by.tokenId();
        this.firstGeneratedAt = former.firstGeneratedAt();
        this.replaces = former;
        expireOn(expiresOn);
    }

    /**
     * Ends the token at this moment unless it ends no later anyway; the only way to end it. Unless it expires, it also gives its
     * name away, even if it has ended before.
     *
     * @return false when it ends no earlier by this, so that its end stays as it was
     */
    boolean endBy(End end) {
        holdsName &= end.isExpiry();
        if (!end.at().isBefore(endsAt)) {
            return false;
        }
        endsAt = end.at();
        endReason = end.reason();
        endedBy = end.by();
        return true;
    }

    /**
     * Makes way for a new value: gives it the name, and ends with the overlap, or with the new value if that expires earlier. A
     * value that made way before ends no later than it was to end then.
     *
     * @param by who rotates the token
     * @param newExpiresOn when the new value expires; null when it does not
     */
    void makeWay(Instant at, User by, Overlap overlap, @Nullable LocalDate newExpiresOn) {
        var end = overlap.end(at);
        untilFirstUse = end == null && (holdsName || untilFirstUse);
        holdsName = false;
        if (end != null) {
            endBy(new End(end, EndReason.ROTATED, by));
        }
        if (newExpiresOn != null && (expiresOn == null || newExpiresOn.isBefore(expiresOn))) {
            expireOn(newExpiresOn);
        }
    }

    private void expireOn(@Nullable LocalDate day) {
        expiresOn = day;
        if (day != null) {
            endBy(End.onDay(day));
        }
    }

    /** Whether it is accepted at this moment, as far as it depends on the token (RFC 7662: {@code active}). */
    public boolean isActive(Instant now) {
        return now.isBefore(endsAt);
    }

    /** How it ended; empty while it is active. */
    public Optional<End> end(Instant now) {
        return isActive(now) || endReason == null ? Optional.empty() : Optional.of(new End(endsAt, endReason, endedBy));
    }

    /** Whether it holds its name: until it is revoked or gets a new value. */
    public boolean holdsName() {
        return holdsName;
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

    @Nullable
    User creator() {
        return createdBy;
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

    /** How many days it lives from its generation; null when it does not expire. */
    @Nullable
    Long lifetime() {
        return expiresOn == null
                ? null
                : ChronoUnit.DAYS.between(LocalDate.ofInstant(createdAt, ZoneOffset.UTC), expiresOn);
    }

    /** The value that this one has replaced, while that is still active. */
    public Optional<AccessToken> former(Instant now) {
        return Optional.ofNullable(replaces).filter(former -> former.isActive(now));
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

    /** Whether it is the new value of a rotation after this moment. */
    boolean isRotatedSince(Instant moment) {
        return replaces != null && createdAt.isAfter(moment);
    }

    /** When a former value ends; null when it ends with the first use of the new one. */
    public @Nullable Instant overlapEnd() {
        return untilFirstUse ? null : endsAt;
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

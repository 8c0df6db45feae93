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
 * project is deleted, it leaks, it stays unused for longer than the policy allows, or a stricter policy gives it an earlier day.
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

    /** The end of a token without end. */
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

    // Copies, so that a token keeps them after its project is deleted.
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

    // Only the id, which stays after that token is deleted.
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

    // In addition to the end, because an overlap in hours may outlast the expiration day, too.
    @Column(name = "until_first_use")
    private boolean untilFirstUse;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "replaces_id")
    private @Nullable AccessToken replaces;

    @SuppressWarnings("NullAway.Init")
    protected AccessToken() {}

    @SuppressWarnings("NullAway.Init") // the database assigns the id
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
    @SuppressWarnings("NullAway.Init") // the database assigns the id
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
     * Ends the token unless it ends earlier anyway. This is the only way to end a token. For any reason but expiry, it
     * also releases the name, even of a token that has already ended.
     *
     * @return false if the token ends no later anyway, and its end stays unchanged
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
     * Hands the name to a new value, and ends with the overlap, or with the new value if that expires earlier. A value
     * that made way before never ends later than planned then.
     *
     * @param by the user who rotates the token
     * @param newExpiresOn when the new value expires; null for never
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

    /** Whether the token itself allows its use at this moment (RFC 7662: {@code active}). */
    public boolean isActive(Instant now) {
        return now.isBefore(endsAt);
    }

    /** The end; empty while the token is active. */
    public Optional<End> end(Instant now) {
        return isActive(now) || endReason == null ? Optional.empty() : Optional.of(new End(endsAt, endReason, endedBy));
    }

    /** Whether it holds its name, which it does until it is revoked or rotated. */
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

    /** The key of its project; null unless it is a project analysis token. */
    public @Nullable String projectKey() {
        return projectKey;
    }

    /** The name of its project, which may be deleted. */
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

    /** The current login of its creator; null if unknown. */
    public @Nullable String createdBy() {
        return createdBy == null ? null : createdBy.login();
    }

    /** The id of the token used to generate or rotate it; null for none. */
    public @Nullable Long createdByTokenId() {
        return createdByTokenId;
    }

    /** The name of that token; null if none or deleted. */
    public @Nullable String createdByToken() {
        return createdByToken == null ? null : createdByToken.name();
    }

    /** When its first value was generated, before any rotation. */
    Instant firstGeneratedAt() {
        return firstGeneratedAt == null ? createdAt : firstGeneratedAt;
    }

    /** The prefix and the last characters of the value, for display. */
    public String masked() {
        return type.masked(lastFour);
    }

    /** The token ends at the start of this day in UTC; null for no expiration. */
    public @Nullable LocalDate expiresOn() {
        return expiresOn;
    }

    /** Its lifetime in days; null for no expiration. */
    @Nullable
    Long lifetime() {
        return expiresOn == null
                ? null
                : ChronoUnit.DAYS.between(LocalDate.ofInstant(createdAt, ZoneOffset.UTC), expiresOn);
    }

    /** The previous value while it is active. */
    public Optional<AccessToken> former(Instant now) {
        return Optional.ofNullable(replaces).filter(former -> former.isActive(now));
    }

    /** The id of the previous value; null if none or deleted. */
    @Nullable
    Long replacesId() {
        return replaces == null ? null : replaces.id;
    }

    /** Whether rotation created this value. */
    public boolean isRotated() {
        return replaces != null;
    }

    /** Whether a rotation after this moment created it. */
    boolean isRotatedSince(Instant moment) {
        return replaces != null && createdAt.isAfter(moment);
    }

    /** The end of the overlap; null if it ends with the first use of the new value. */
    public @Nullable Instant overlapEnd() {
        return untilFirstUse ? null : endsAt;
    }

    /** To the minute; null if never used. */
    public @Nullable Instant lastUsedAt() {
        return lastUsedAt;
    }

    /** The client of the last use; null if never used or unknown. */
    public @Nullable Client lastUsedFrom() {
        return lastUsedAddress == null ? null : new Client(lastUsedAddress, lastUsedAgent == null ? "" : lastUsedAgent);
    }

    /** The number of calls after its end. */
    public long deadUses() {
        return deadUses;
    }

    /** The last call after its end, accurate to some seconds; null for none. */
    public @Nullable Instant lastDeadUseAt() {
        return lastDeadUseAt;
    }
}

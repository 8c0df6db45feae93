package dev.latchkey.token;

import dev.latchkey.project.Project;
import dev.latchkey.scope.Scope;
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
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One value of an access token, with which a program acts for a user. Lists read {@link TokenSummary} instead.
 *
 * <p><b>Its life.</b> The owner or an administrator generates it, on a page or with another token. It is <em>active</em> at once: the
 * server accepts the value, of which it keeps only the hash. The token holds its name until it is revoked or rotated: until then, no
 * other token of the owner can have that name.
 *
 * <p><b>Its end.</b> The token always knows the earliest end so far: when, why and by whom ({@link End}). At first, that is the start of
 * its expiration day, or the year 9999 without one. Later events can only bring the end forward, and only through {@link #endBy}: the
 * owner or an administrator revokes it, the owner is deactivated, its project is deleted, it leaks, it stays unused for too long, or a
 * stricter policy sets an earlier day. So a token that has ended stays ended. {@link #isActive} compares the end with the clock, and
 * queries do the same with the column {@code ends_at}. The server also refuses tokens of deactivated users and deleted projects, because
 * ending many of them takes a while.
 *
 * <p><b>Its rotation.</b> A rotated token gets a new value, which is another {@code AccessToken} with a hash, an end and uses of its
 * own. The new value takes over the name, and the previous one {@linkplain #makeWay makes way}: it stays active for an overlap, which
 * sets its end, or until the new value is first used. Only that end cannot be known in advance, so the previous value is marked.
 *
 * <p><b>Its name</b> is free again once it is revoked. An expired token keeps the name, so that its owner sees it and rotates or revokes
 * it. If the policy says so, the server deletes ended tokens after some days. {@link Lineage} still knows their descendants.
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

    // Null for a first value.
    @Column(name = "first_generated_at")
    private @Nullable Instant firstGeneratedAt;

    @Column(name = "expires_on")
    private @Nullable LocalDate expiresOn;

    @Column(name = "last_used_at", insertable = false, updatable = false)
    private @Nullable Instant lastUsedAt;

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

    // The end does not show it: a value whose overlap outlasts its expiration day also ends by expiring.
    @Column(name = "until_first_use")
    private boolean untilFirstUse;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "replaces_id")
    private @Nullable AccessToken replaces;

    @Column(name = "scoped")
    private boolean scoped;

    // Deleted ones, too, which have no name. Not initialised, see User.groups.
    @ManyToMany
    @JoinTable(
            name = "token_scope",
            joinColumns = @JoinColumn(name = "token_id"),
            inverseJoinColumns = @JoinColumn(name = "scope_id"))
    private Set<Scope> scopes;

    // Null for every network.
    @Column(name = "networks")
    private @Nullable Networks networks;

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
        this.scopes = new HashSet<>();
        expireOn(details.expirationDate());
    }

    /** A project analysis token is for this one project. */
    void restrictTo(Project project) {
        projectKey = project.key();
        projectName = project.name();
    }

    /** The token does nothing but what these scopes allow. */
    final void limitTo(Collection<Scope> to) {
        scoped = true;
        scopes = new HashSet<>(to);
    }

    /** As {@link #limitTo}, to what another value of the token is limited to, if it is. */
    final void limitAs(AccessToken other) {
        if (other.scoped) {
            limitTo(other.scopes);
        }
    }

    /** From now on, the token may be used from these networks; null for every one. */
    final void bindTo(@Nullable Networks to) {
        networks = to;
    }

    /** The new value of a rotated token. */
    @SuppressWarnings("NullAway.Init") // the database assigns the id
    AccessToken(AccessToken former, @Nullable LocalDate expiresOn, TokenSecret secret, Instant at, Creator by) {
        this.owner = former.owner();
        this.name = former.name();
        this.type = former.type();
        this.projectKey = former.projectKey();
        this.projectName = former.projectName;
        this.scopes = new HashSet<>();
        limitAs(former);
        bindTo(former.networks);
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
    boolean holdsName() {
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

    /** The names of the scopes that it is limited to, in order; empty for a token without limit. */
    public Optional<SortedSet<String>> scopes() {
        return scoped
                ? Optional.of(scopes.stream()
                        .map(Scope::name)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new)))
                : Optional.empty();
    }

    /** From which it may be used; empty for every network. */
    public Optional<Networks> networks() {
        return Optional.ofNullable(networks);
    }

    /** Whether it may be used from this address. */
    boolean mayBeUsedFrom(String address) {
        return networks == null || networks.contain(address);
    }

    public Instant createdAt() {
        return createdAt;
    }

    @Nullable
    User creator() {
        return createdBy;
    }

    /** The id of the token used to generate or rotate it; null for none. */
    @Nullable
    Long createdByTokenId() {
        return createdByTokenId;
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
    Optional<AccessToken> former(Instant now) {
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
    @Nullable
    Instant overlapEnd() {
        return untilFirstUse ? null : endsAt;
    }

    /** To the minute; null if never used. */
    @Nullable
    Instant lastUsedAt() {
        return lastUsedAt;
    }
}

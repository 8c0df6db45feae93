package dev.latchkey.link;

import dev.latchkey.scope.Scope;
import dev.latchkey.shared.ConflictException;
import dev.latchkey.token.Networks;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.TokenType;
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
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A link for one user and one purpose. It is <em>open</em> until it is claimed, withdrawn, or lapses; that is its end. Its user
 * claims it with the secret, of which the server keeps only the hash. Whether it is open is asked again in the statement that
 * claims it, so that of two claims one succeeds.
 */
@Entity
@Table(name = "one_time_link")
public class OneTimeLink {

    /** The most that a user has open. */
    public static final int MOST_OPEN = 100;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "one_time_link_id")
    @SequenceGenerator(name = "one_time_link_id", sequenceName = "one_time_link_id", allocationSize = 50)
    private Long id;

    @Version
    private int version;

    @Enumerated(EnumType.STRING)
    @Column(name = "purpose")
    private LinkPurpose purpose;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "user_id")
    private User user;

    @Column(name = "hash")
    private byte @Nullable [] hash;

    @Column(name = "mailed")
    private boolean mailed;

    @Column(name = "created_at")
    private Instant createdAt;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "created_by_id")
    private @Nullable User createdBy;

    // Only the id, which stays after that token is deleted.
    @Column(name = "created_by_token_id")
    private @Nullable Long createdByTokenId;

    @Column(name = "lapses_at")
    private Instant lapsesAt;

    @Column(name = "claimed_at")
    private @Nullable Instant claimedAt;

    @Column(name = "withdrawn_at")
    private @Nullable Instant withdrawnAt;

    @Column(name = "token_name")
    private @Nullable String tokenName;

    @Enumerated(EnumType.STRING)
    @Column(name = "token_type")
    private @Nullable TokenType tokenType;

    @Column(name = "project_key")
    private @Nullable String projectKey;

    @Column(name = "expires_on")
    private @Nullable LocalDate expiresOn;

    // Null for every network.
    @Column(name = "networks")
    private @Nullable Networks networks;

    @Column(name = "scoped")
    private boolean scoped;

    // Deleted ones, too, which have no name. Not initialised, see User.groups.
    @ManyToMany
    @JoinTable(
            name = "one_time_link_scope",
            joinColumns = @JoinColumn(name = "link_id"),
            inverseJoinColumns = @JoinColumn(name = "scope_id"))
    private Set<Scope> scopes;

    @SuppressWarnings("NullAway.Init")
    protected OneTimeLink() {}

    /**
     * @param createdBy null when the user asked for it
     * @param createdByTokenId the token that authenticated the creator; null for none
     */
    @SuppressWarnings("NullAway.Init") // the database assigns the id
    OneTimeLink(
            LinkPurpose purpose,
            User user,
            @Nullable User createdBy,
            @Nullable Long createdByTokenId,
            Instant at,
            Instant lapsesAt) {
        this.purpose = purpose;
        this.user = user;
        this.createdBy = createdBy;
        this.createdByTokenId = createdByTokenId;
        this.createdAt = at;
        this.lapsesAt = lapsesAt;
        this.scopes = new HashSet<>();
    }

    /**
     * Offers a token.
     *
     * @param limit the scopes of the token; null for a token without limit
     */
    OneTimeLink offer(NewToken token, @Nullable Collection<Scope> limit) {
        tokenName = token.name();
        tokenType = token.type();
        projectKey = token.type() == TokenType.PROJECT_ANALYSIS_TOKEN ? token.projectKey() : null;
        expiresOn = token.expirationDate();
        networks = token.networks();
        scoped = limit != null;
        scopes = limit == null ? new HashSet<>() : new HashSet<>(limit);
        return this;
    }

    void protect(LinkSecret secret) {
        hash = secret.hash();
    }

    /** It goes by mail, and has a secret from then on. */
    void goByMail() {
        mailed = true;
    }

    /** @throws ConflictException if the link has ended; the message says how */
    void checkOpen(Instant now) {
        if (claimedAt != null) {
            throw new ConflictException(null, "link.claimed");
        }
        if (withdrawnAt != null) {
            throw new ConflictException(null, "link.withdrawn");
        }
        if (!now.isBefore(lapsesAt)) {
            throw new ConflictException(null, "link.lapsed");
        }
    }

    /**
     * The token that it offers.
     *
     * @throws ConflictException if one of its scopes was deleted: the token would be another one than was offered
     */
    NewToken token() {
        if (scopes.stream().anyMatch(scope -> scope.name().isEmpty())) {
            throw new ConflictException(null, "link.scope.gone");
        }
        return new NewToken(null, tokenName(), tokenType(), expiresOn, projectKey, scopes().orElse(null), networks);
    }

    /** Of the token that it offers; empty for every network. */
    public Optional<Networks> networks() {
        return Optional.ofNullable(networks);
    }

    public long id() {
        return id;
    }

    boolean isMailed() {
        return mailed;
    }

    public LinkPurpose purpose() {
        return purpose;
    }

    public User user() {
        return user;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** The administrator who created it; empty when the user asked for it. */
    public Optional<User> createdBy() {
        return Optional.ofNullable(createdBy);
    }

    @Nullable
    Long createdByTokenId() {
        return createdByTokenId;
    }

    /** From this moment on it is refused. */
    public Instant lapsesAt() {
        return lapsesAt;
    }

    /** The name of the token that it offers; blank if it offers none. */
    public String tokenName() {
        return Objects.requireNonNullElse(tokenName, "");
    }

    /** The type of the token that it offers. */
    public TokenType tokenType() {
        return Objects.requireNonNull(tokenType, "only links of tokens have one");
    }

    /** The key of the project of the token that it offers; null for none. */
    public @Nullable String projectKey() {
        return projectKey;
    }

    /** The day at whose start in UTC the token that it offers ends; null for never. */
    public @Nullable LocalDate expiresOn() {
        return expiresOn;
    }

    /** The names of the scopes of the token that it offers, in order; empty for a token without limit. */
    public Optional<SortedSet<String>> scopes() {
        return scoped
                ? Optional.of(scopes.stream()
                        .map(Scope::name)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new)))
                : Optional.empty();
    }
}

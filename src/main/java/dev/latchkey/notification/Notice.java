package dev.latchkey.notification;

import dev.latchkey.token.EndReason;
import dev.latchkey.user.User;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
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
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mail to a user: about a token of the user or of a service account of the user's group, about the account, or with a
 * one-time link.
 */
@Entity
@Table(name = "notice")
public class Notice {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "notice_id")
    @SequenceGenerator(name = "notice_id", sequenceName = "notice_id", allocationSize = 50)
    private Long id;

    @Version
    private int version;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private NoticeKind kind;

    @Column(name = "occasion")
    private String occasion;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "recipient_id")
    private User recipient;

    @Column(name = "address")
    private @Nullable String address;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "caused_by_id")
    private @Nullable User causedBy;

    @Column(name = "caused_by_token")
    private @Nullable String causedByToken;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "account_id")
    private @Nullable User account;

    @Column(name = "token_id")
    private @Nullable Long tokenId;

    @Column(name = "token_name")
    private @Nullable String tokenName;

    @Column(name = "link_id")
    private @Nullable Long linkId;

    @Column(name = "expires_on")
    private @Nullable LocalDate expiresOn;

    @Column(name = "scopes")
    private @Nullable String scopes;

    @Column(name = "networks")
    private @Nullable String networks;

    @Column(name = "detail")
    private @Nullable String detail;

    @Column(name = "created_at")
    private Instant createdAt;

    @Embedded
    private Dispatch dispatch;

    @SuppressWarnings("NullAway.Init")
    protected Notice() {}

    @SuppressWarnings("NullAway.Init") // the database assigns the id
    private Notice(NoticeKind kind, String occasion, User recipient, Instant at) {
        this.kind = kind;
        this.occasion = kind + ":" + occasion;
        this.recipient = recipient;
        this.createdAt = at;
        this.dispatch = new Dispatch(at);
    }

    /**
     * About a token.
     *
     * @param account the service account that has the token; null for a token of the recipient, or if it does not matter
     * @param detail the {@link EndReason}, the address of a caller, or where a value was found; otherwise null
     */
    Notice(
            NoticeKind kind,
            User recipient,
            @Nullable User account,
            TokenFacts token,
            @Nullable String detail,
            Instant at) {
        this(kind, token.id() + ":" + recipient.id() + occurrence(kind, token, detail, at), recipient, at);
        this.account = account;
        this.tokenId = token.id();
        this.tokenName = token.name();
        this.expiresOn = token.expiresOn();
        this.scopes = joined(token.scopes());
        this.networks = joined(token.networks());
        this.detail = detail;
    }

    /** With a one-time link. The notice does not have its secret, which is made when the mail is sent. */
    Notice(NoticeKind kind, User recipient, long linkId, Instant at) {
        this(kind, Long.toString(linkId), recipient, at);
        this.linkId = linkId;
    }

    /**
     * About the account of the recipient.
     *
     * @param address where it goes; null for the present address of the recipient
     */
    Notice(NoticeKind kind, User recipient, @Nullable String address, Instant at) {
        this(kind, recipient.id() + ":" + at, recipient, at);
        this.address = address;
    }

    private static @Nullable String joined(@Nullable Collection<String> names) {
        return names == null ? null : String.join(", ", names);
    }

    /** What tells this news from the same about the same token at another time; blank for what happens once to a token. */
    private static String occurrence(NoticeKind kind, TokenFacts token, @Nullable String detail, Instant at) {
        var today = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return switch (kind) {
            case TOKEN_GENERATED, TOKEN_ROTATED, TOKEN_REVOKED, TOKEN_RETURNED, TOKEN_LEAKED, LEAK_REPORTED -> "";
            case TOKEN_SHORTENED, TOKEN_EXPIRES, TOKEN_EXPIRED -> ":" + token.expiresOn();
            case TOKEN_NEW_ADDRESS -> ":" + today + ":" + detail;
            case TOKEN_USED_ELSEWHERE -> ":" + today;
            case TOKEN_BOUND -> ":" + at;
            case TOKEN_OFFERED, INVITATION, PASSWORD_FORGOTTEN, PASSWORD_CHANGED, LOGIN_CHANGED, EMAIL_CHANGED ->
                throw new IllegalArgumentException(kind + " is about no token");
        };
    }

    /**
     * @param causer null for the server itself; the owner of a token whose leak was reported, for administrators
     * @param token the name of the token used by the causer; null for none
     */
    Notice by(@Nullable User causer, @Nullable String token) {
        causedBy = causer;
        causedByToken = token;
        return this;
    }

    /** Whether the token is that of a service account; otherwise it is the recipient's. */
    boolean isOfServiceAccount() {
        return account != null;
    }

    /** Whether both have the same content for the same recipient, about different tokens. Each link has a mail of its own. */
    boolean isLike(Notice other) {
        return kind == other.kind
                && recipient.id() == other.recipient.id()
                && isOfServiceAccount() == other.isOfServiceAccount()
                && Objects.equals(linkId, other.linkId)
                && Objects.equals(address, other.address)
                && Objects.equals(id(causedBy), id(other.causedBy))
                && Objects.equals(causedByToken, other.causedByToken)
                && Objects.equals(expiresOn, other.expiresOn)
                && Objects.equals(scopes, other.scopes)
                && Objects.equals(networks, other.networks)
                && Objects.equals(detail, other.detail);
    }

    private static @Nullable Long id(@Nullable User user) {
        return user == null ? null : user.id();
    }

    /** The mail server has accepted the mail. */
    void sent(Instant now) {
        dispatch.sent(now);
        address = null;
    }

    public long id() {
        return id;
    }

    public NoticeKind kind() {
        return kind;
    }

    String occasion() {
        return occasion;
    }

    public User recipient() {
        return recipient;
    }

    /** Where it goes; null for nowhere. */
    @Nullable
    String address() {
        return address == null ? recipient.email() : address;
    }

    /** The causer; null for the server itself. */
    public @Nullable User causedBy() {
        return causedBy;
    }

    /** The name of the token used by the causer at the time; null for none. */
    @Nullable
    String causedByToken() {
        return causedByToken;
    }

    @Nullable
    Long tokenId() {
        return tokenId;
    }

    /** The one-time link that the mail brings; null for other mail. */
    @Nullable
    Long linkId() {
        return linkId;
    }

    /**
     * After the login of the service account that the token belongs to, if it is not the recipient's. Null if the mail is not
     * about a token that exists.
     */
    public @Nullable String tokenName() {
        return account == null ? tokenName : account.login() + ": " + tokenName;
    }

    /** The expiration of the token in UTC; null for none. */
    public @Nullable LocalDate expiresOn() {
        return expiresOn;
    }

    /** The names of the scopes that limit the token; blank if they are gone, null if the mail names none. */
    @Nullable
    String scopes() {
        return scopes;
    }

    /** The networks that limit the token; null if the mail names none. */
    @Nullable
    String networks() {
        return networks;
    }

    /** The {@link EndReason}, the address of a caller, or where a value was found; otherwise null. */
    public @Nullable String detail() {
        return detail;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Dispatch dispatch() {
        return dispatch;
    }
}

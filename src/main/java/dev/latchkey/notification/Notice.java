package dev.latchkey.notification;

import dev.latchkey.shared.Message;
import dev.latchkey.token.EndReason;
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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mail to a user: about a token of the user or of a service account of the user's group, about the account, or with a
 * one-time link. It is claimed by one server at a time and sent, or retried at growing intervals until it fails. A claim lasts for
 * {@link #LEASE}; after that, another server may claim it.
 */
@Entity
@Table(name = "notice")
public class Notice {

    /** Longer than any exchange with a mail server under the timeouts of the mail session. */
    static final Duration LEASE = Duration.ofMinutes(10);

    /** About 38 hours, including the intervals. */
    static final int MOST_ATTEMPTS = 16;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final int WAIT_GROWS_BY = 4;
    private static final Duration LONGEST_WAIT = Duration.ofHours(4);
    private static final int LONGEST_ERROR = 500;

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

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private NoticeState state = NoticeState.PENDING;

    @Column(name = "attempts")
    private int attempts;

    @Column(name = "next_attempt_at")
    private Instant nextAttemptAt;

    @Column(name = "last_error")
    private @Nullable String lastError;

    @Column(name = "done_at")
    private @Nullable Instant doneAt;

    @SuppressWarnings("NullAway.Init")
    protected Notice() {}

    @SuppressWarnings("NullAway.Init") // the database assigns the id
    private Notice(NoticeKind kind, String occasion, User recipient, Instant at) {
        this.kind = kind;
        this.occasion = kind + ":" + occasion;
        this.recipient = recipient;
        this.createdAt = at;
        this.nextAttemptAt = at;
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

    /** Claims the notice until the lease ends. */
    void take(Instant now) {
        attempts++;
        nextAttemptAt = now.plus(LEASE);
    }

    /** Whether the claim lasts beyond this moment. */
    boolean isTakenUntil(Instant moment) {
        return moment.isBefore(nextAttemptAt);
    }

    /** Whether the claim of this attempt is still valid. */
    boolean isTakenAt(int attempt) {
        return state == NoticeState.PENDING && attempts == attempt;
    }

    void sent(Instant now) {
        end(NoticeState.SENT, now);
        lastError = null;
        address = null;
    }

    void skip(Instant now) {
        end(NoticeState.SKIPPED, now);
    }

    /** Schedules a retry after 5 s, 20 s, 80 s and so on, at most 4 hours, or gives up after the last attempt. */
    void fail(String error, Instant now) {
        if (attempts >= MOST_ATTEMPTS) {
            giveUp(error, now);
        } else {
            remember(error);
            nextAttemptAt = now.plus(waitAfter(attempts));
        }
    }

    /** Gives up until a manual retry. */
    void giveUp(String error, Instant now) {
        remember(error);
        end(NoticeState.FAILED, now);
    }

    private void remember(String error) {
        lastError = error.substring(0, Math.min(error.length(), LONGEST_ERROR));
    }

    /**
     * Makes a failed or skipped notice due again, with new attempts.
     *
     * @return false if it is pending or sent
     */
    boolean retry(Instant now) {
        if (!isGivenUp()) {
            return false;
        }
        state = NoticeState.PENDING;
        attempts = 0;
        nextAttemptAt = now;
        doneAt = null;
        return true;
    }

    static Duration waitAfter(int attempts) {
        var wait = FIRST_WAIT;
        for (int i = 1; i < attempts && wait.compareTo(LONGEST_WAIT) < 0; i++) {
            wait = wait.multipliedBy(WAIT_GROWS_BY);
        }
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** Whether it was not sent and is no longer tried. */
    public boolean isGivenUp() {
        return state == NoticeState.FAILED || state == NoticeState.SKIPPED;
    }

    private void end(NoticeState as, Instant now) {
        state = as;
        doneAt = now;
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

    public NoticeState state() {
        return state;
    }

    /** The number of attempts. */
    public int attempts() {
        return attempts;
    }

    /** The last answer of the mail server, or the last error; at most 500 characters. */
    public @Nullable String lastError(Locale locale) {
        return lastError == null ? null : errorIn(lastError, locale);
    }

    /** Answers of mail servers keep their language; our own errors are translated. */
    static String errorIn(String error, Locale locale) {
        return error.startsWith(UndeliverableException.KEY) ? Message.of(error).in(locale) : error;
    }
}

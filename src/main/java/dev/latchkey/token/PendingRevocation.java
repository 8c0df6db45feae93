package dev.latchkey.token;

import dev.latchkey.shared.Origin;
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
import org.jspecify.annotations.Nullable;

/**
 * The revocation of all tokens of a user or project that are too many for one transaction. They are refused from the
 * decision on, because the user is deactivated or the project deleted; background work revokes them one by one. The row
 * is deleted with the last one.
 */
@Entity
@Table(name = "pending_revocation")
public class PendingRevocation {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "pending_revocation_id")
    @SequenceGenerator(name = "pending_revocation_id", sequenceName = "pending_revocation_id", allocationSize = 50)
    private Long id;

    @Column(name = "user_id")
    private @Nullable Long userId;

    @Column(name = "project_key")
    private @Nullable String projectKey;

    @Enumerated(EnumType.STRING)
    @Column(name = "reason")
    private EndReason reason;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "by_id")
    private User by;

    @Column(name = "by_token_id")
    private @Nullable Long byTokenId;

    @Enumerated(EnumType.STRING)
    @Column(name = "channel")
    private Origin.Channel channel;

    @Column(name = "address")
    private @Nullable String address;

    @SuppressWarnings("NullAway.Init")
    protected PendingRevocation() {}

    @SuppressWarnings("NullAway.Init") // the database assigns the id
    private PendingRevocation(
            @Nullable Long userId, @Nullable String projectKey, EndReason reason, User by, Origin origin) {
        this.userId = userId;
        this.projectKey = projectKey;
        this.reason = reason;
        this.by = by;
        this.byTokenId = origin.tokenId();
        this.channel = origin.channel();
        this.address = origin.address();
    }

    static PendingRevocation ofUser(long userId, User by, Origin origin) {
        return new PendingRevocation(userId, null, EndReason.USER_DEACTIVATED, by, origin);
    }

    static PendingRevocation ofProject(String projectKey, User by, Origin origin) {
        return new PendingRevocation(null, projectKey, EndReason.PROJECT_DELETED, by, origin);
    }

    /** The owner; null for a project. */
    @Nullable
    Long userId() {
        return userId;
    }

    /** The project; null for a user. */
    @Nullable
    String projectKey() {
        return projectKey;
    }

    EndReason reason() {
        return reason;
    }

    User by() {
        return by;
    }

    /** The origin of the revocations. */
    Origin origin() {
        return new Origin(by.id(), byTokenId, channel, address);
    }
}

package dev.latchkey.notification;

import dev.latchkey.policy.CurrentPolicy;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.token.RevocationReason;
import dev.latchkey.token.TokenEvent.TokenGenerated;
import dev.latchkey.token.TokenEvent.TokenRevoked;
import dev.latchkey.token.TokenEvent.TokenRotated;
import dev.latchkey.token.TokenEvent.TokenShortened;
import dev.latchkey.token.TokenUsedFromNewAddress;
import dev.latchkey.user.UserEvent.UserAnonymized;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Writes down, in the transaction of the change, what owners are to be told: what somebody else did, and what was done with a
 * token, which may be in anybody's hands. Where no mail
 * server is configured nobody is told anything, and nothing is written down.
 */
@ApplicationScoped
class TokenNotices {

    @Inject
    NoticeRepository notices;

    @Inject
    MailServer mail;

    @Inject
    CurrentPolicy policy;

    @Inject
    CurrentOrigin origin;

    @Inject
    Clock clock;

    void tell(@Observes TokenGenerated token) {
        if (isNews(token.userId())) {
            add(NoticeKind.TOKEN_GENERATED, token.userId(), token.tokenId(), token.name(), token.expiresOn(), null);
        }
    }

    void tell(@Observes TokenRotated token) {
        if (isNews(token.userId())) {
            add(NoticeKind.TOKEN_ROTATED, token.userId(), token.tokenId(), token.name(), token.expiresOn(), null);
        }
    }

    /** Owners know what they did themselves, but not what a token did in their name. */
    private boolean isNews(long ownerId) {
        return isByOther(ownerId) || origin.get().tokenId() != null;
    }

    /** Not by the owner, and not by the server itself. */
    private boolean isByOther(long ownerId) {
        var by = origin.get().userId();
        return by != null && by != ownerId;
    }

    /** A deactivated user gets no mail, and the end of an overlap was announced with the rotation. */
    void tell(@Observes TokenRevoked token) {
        if (isNews(token.userId())
                && token.reason() != RevocationReason.USER_DEACTIVATED
                && token.reason() != RevocationReason.ROTATED) {
            add(
                    NoticeKind.TOKEN_REVOKED,
                    token.userId(),
                    token.tokenId(),
                    token.name(),
                    null,
                    token.reason().name());
        }
    }

    void tell(@Observes TokenShortened token) {
        if (isByOther(token.userId())) {
            add(NoticeKind.TOKEN_SHORTENED, token.userId(), token.tokenId(), token.name(), token.expiresOn(), null);
        }
    }

    /** In the transaction in which the use is written down, far from the check. */
    void tell(@Observes TokenUsedFromNewAddress token) {
        if (mail.isConfigured() && policy.get().tellNewAddress()) {
            notices.add(new Notice(
                    NoticeKind.TOKEN_NEW_ADDRESS,
                    notices.user(token.userId()),
                    null,
                    token.tokenId(),
                    token.name(),
                    null,
                    token.address(),
                    clock.instant()));
        }
    }

    /** An address from which somebody called is personal data. */
    void forget(@Observes UserAnonymized user) {
        notices.deleteOf(user.userId());
    }

    private void add(
            NoticeKind kind,
            long ownerId,
            long tokenId,
            String tokenName,
            @Nullable LocalDate expiresOn,
            @Nullable String detail) {
        if (mail.isConfigured()) {
            notices.add(new Notice(
                            kind,
                            notices.user(ownerId),
                            notices.userOrNobody(origin.get().userId()),
                            tokenId,
                            tokenName,
                            expiresOn,
                            detail,
                            clock.instant())
                    .with(notices.tokenName(origin.get().tokenId())));
        }
    }
}

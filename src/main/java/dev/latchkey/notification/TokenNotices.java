package dev.latchkey.notification;

import dev.latchkey.policy.CurrentPolicy;
import dev.latchkey.shared.CurrentOrigin;
import dev.latchkey.token.EndReason;
import dev.latchkey.token.LeakedTokenFound;
import dev.latchkey.token.TokenEvent;
import dev.latchkey.token.TokenEvent.TokenBound;
import dev.latchkey.token.TokenEvent.TokenGenerated;
import dev.latchkey.token.TokenEvent.TokenRevoked;
import dev.latchkey.token.TokenEvent.TokenRotated;
import dev.latchkey.token.TokenEvent.TokenShortened;
import dev.latchkey.token.TokenUsedElsewhere;
import dev.latchkey.token.TokenUsedFromNewAddress;
import dev.latchkey.user.UserEvent.UserAnonymized;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Creates notices in the transaction of the change: about actions of other users, and about actions with a token, which
 * may be stolen. Without a mail server, no notices are created.
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
            add(
                    NoticeKind.TOKEN_GENERATED,
                    token.userId(),
                    new TokenFacts(token.tokenId(), token.name(), token.expiresOn(), token.scopes(), token.networks()),
                    null);
        }
    }

    void tell(@Observes TokenRotated token) {
        if (isNews(token.userId())) {
            add(
                    NoticeKind.TOKEN_ROTATED,
                    token.userId(),
                    new TokenFacts(token.tokenId(), token.name(), token.expiresOn(), token.scopes(), token.networks()),
                    null);
        }
    }

    /** Owners know their own actions, but not those of a token in their name. */
    private boolean isNews(long ownerId) {
        return isByOther(ownerId) || origin.get().tokenId() != null;
    }

    /** Neither the owner nor the server. */
    private boolean isByOther(long ownerId) {
        var by = origin.get().userId();
        return by != null && by != ownerId;
    }

    /** Members of a group know their own actions on its service accounts, but not those of a token in their name. */
    private boolean isBy(long memberId) {
        var by = origin.get().userId();
        return by != null && by == memberId && origin.get().tokenId() == null;
    }

    /** Deactivated users get no mail, and the notice of the rotation announced the end of the overlap. */
    void tell(@Observes TokenRevoked token) {
        if (token.reason() == EndReason.HOLDER) {
            add(NoticeKind.TOKEN_RETURNED, token, origin.get().address());
        } else if (token.place() != null) {
            add(NoticeKind.TOKEN_LEAKED, token, token.place());
        } else if (isNews(token.userId())
                && token.reason() != EndReason.USER_DEACTIVATED
                && token.reason() != EndReason.ROTATED) {
            add(NoticeKind.TOKEN_REVOKED, token, token.reason().name());
        }
    }

    /** Administrators do not hear of each descendant, which may be thousands. */
    void tell(@Observes LeakedTokenFound token) {
        if (mail.isConfigured()) {
            var facts = new TokenFacts(token.tokenId(), token.name());
            notices.administrators()
                    .forEach(administrator -> notices.add(new Notice(
                                    NoticeKind.LEAK_REPORTED,
                                    notices.user(administrator),
                                    null,
                                    facts,
                                    token.place(),
                                    clock.instant())
                            .by(notices.user(token.userId()), null)));
        }
    }

    void tell(@Observes TokenShortened token) {
        if (isByOther(token.userId())) {
            add(
                    NoticeKind.TOKEN_SHORTENED,
                    token.userId(),
                    new TokenFacts(token.tokenId(), token.name(), token.expiresOn()),
                    null);
        }
    }

    /** Runs when the use is recorded, outside of token verification. */
    void tell(@Observes TokenUsedFromNewAddress token) {
        if (mail.isConfigured() && policy.get().tellNewAddress()) {
            addOfUse(
                    NoticeKind.TOKEN_NEW_ADDRESS,
                    token.userId(),
                    new TokenFacts(token.tokenId(), token.name()),
                    token.address());
        }
    }

    /** Runs when the refusal is recorded, outside of token verification; at most one notice of a token a day. */
    void tell(@Observes TokenUsedElsewhere token) {
        if (mail.isConfigured()) {
            addOfUse(
                    NoticeKind.TOKEN_USED_ELSEWHERE,
                    token.userId(),
                    new TokenFacts(token.tokenId(), token.name()),
                    token.address());
        }
    }

    void tell(@Observes TokenBound token) {
        if (isNews(token.userId())) {
            add(NoticeKind.TOKEN_BOUND, token, null);
        }
    }

    /** Client addresses are personal data. */
    void forget(@Observes UserAnonymized user) {
        notices.deleteOf(user.userId());
    }

    private void addOfUse(NoticeKind kind, long ownerId, TokenFacts token, String address) {
        notices.readers(ownerId).forEach(reader -> notices.add(notice(kind, ownerId, reader, token, address)));
    }

    private void add(NoticeKind kind, TokenEvent.OfOne token, @Nullable String detail) {
        add(kind, token.userId(), new TokenFacts(token.tokenId(), token.name()), detail);
    }

    private void add(NoticeKind kind, long ownerId, TokenFacts token, @Nullable String detail) {
        if (mail.isConfigured()) {
            notices.readers(ownerId).stream()
                    .filter(reader -> reader == ownerId || !isBy(reader))
                    .forEach(reader -> notices.add(notice(kind, ownerId, reader, token, detail)
                            .by(
                                    notices.userOrNobody(origin.get().userId()),
                                    notices.tokenName(origin.get().tokenId()))));
        }
    }

    private Notice notice(NoticeKind kind, long ownerId, long reader, TokenFacts token, @Nullable String detail) {
        var account = reader == ownerId ? null : notices.user(ownerId);
        return new Notice(kind, notices.user(reader), account, token, detail, clock.instant());
    }
}

package dev.latchkey.notification.web;

import dev.latchkey.notification.Notice;
import java.io.Serializable;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A notice in the table; the moment is in UTC, the name is blank if it is not about a token. */
public record NoticeRow(
        long id,
        LocalDateTime at,
        String kind,
        String tokenName,
        String login,
        int attempts,
        @Nullable String lastError,
        boolean retryable)
        implements Serializable {

    static NoticeRow of(Notice notice, Locale locale) {
        return new NoticeRow(
                notice.id(),
                LocalDateTime.ofInstant(notice.createdAt(), ZoneOffset.UTC),
                notice.kind().name(),
                Objects.requireNonNullElse(notice.tokenName(), ""),
                notice.recipient().login(),
                notice.dispatch().attempts(),
                notice.dispatch().lastError(locale),
                notice.dispatch().isGivenUp());
    }
}

package dev.latchkey.notification;

import dev.latchkey.link.IssuedLink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The notices of one mail, with the same content for the same recipient.
 *
 * @param link that the mail brings, the subject of the only notice; null for other mail
 */
public record Gathered(List<Notice> notices, @Nullable IssuedLink link) {

    Notice first() {
        return notices.get(0);
    }

    /**
     * The {@code Message-ID}, without the domain. The same at every attempt, so that mail programs recognize duplicates after a
     * crash; but mails that bring a link are no duplicates, as only the newest has one that works.
     */
    UUID messageId() {
        return link != null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes(notices.stream()
                        .map(notice -> notice.id() + " " + notice.occasion() + " " + notice.createdAt())
                        .collect(Collectors.joining("\n"))
                        .getBytes(StandardCharsets.UTF_8));
    }
}

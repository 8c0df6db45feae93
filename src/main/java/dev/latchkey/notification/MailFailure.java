package dev.latchkey.notification;

import jakarta.mail.MessagingException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells in one line why mail was not sent. */
final class MailFailure {

    private static final int LONGEST = 500;

    private MailFailure() {}

    /** What the mail server, or the way to it, answered: at most 500 printable characters. */
    static String words(MessagingException failure) {
        var words = Stream.<@Nullable Exception>iterate(failure, MailFailure::next)
                .takeWhile(cause -> cause != null)
                .map(MailFailure::line)
                .distinct()
                .collect(Collectors.joining("; "));
        return words.substring(0, Math.min(words.length(), LONGEST));
    }

    private static @Nullable Exception next(@Nullable Exception cause) {
        return cause instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private static String line(@Nullable Exception cause) {
        var message = cause == null ? null : cause.getMessage();
        return message == null
                ? String.valueOf(cause)
                : message.replaceAll("\\p{C}+", " ").strip();
    }
}

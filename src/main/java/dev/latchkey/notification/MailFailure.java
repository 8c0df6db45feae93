package dev.latchkey.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells in one line why mail was not sent. */
final class MailFailure {

    private static final int LONGEST = 500;

    /** The server's mail library's own class, which no Jakarta name stands for. */
    private static final String SENDER_REFUSED = "SMTPSenderFailedException";

    /** But for 53x, which is about signing in, and 552, a full mailbox. */
    private static final Pattern FOR_GOOD = Pattern.compile("5(?!3|52)\\d\\d\\b");

    private MailFailure() {}

    /** What the mail server, or the way to it, answered: at most 500 printable characters; or the key of words of ours. */
    static String words(MessagingException failure) {
        var words = causes(failure).map(MailFailure::line).distinct().collect(Collectors.joining("; "));
        return words.substring(0, Math.min(words.length(), LONGEST));
    }

    /**
     * Whether another attempt would fail as well: nothing can be delivered to the address, or the mail server has refused the
     * recipient or the letter for good (RFC 5321, 4.2.1). One that refuses the sender, or wants another password, refuses all
     * letters alike, until somebody has changed the configuration.
     */
    static boolean isForGood(MessagingException failure) {
        if (failure instanceof UndeliverableException) {
            return true;
        }
        if (causes(failure).anyMatch(cause -> cause.getClass().getSimpleName().equals(SENDER_REFUSED))) {
            return false;
        }
        return causes(failure)
                .anyMatch(cause -> cause instanceof SendFailedException refused
                        && (refused.getInvalidAddresses() != null && refused.getInvalidAddresses().length > 0
                                || FOR_GOOD.matcher(line(refused)).lookingAt()));
    }

    private static Stream<Exception> causes(MessagingException failure) {
        return Stream.<@Nullable Exception>iterate(failure, MailFailure::next)
                .takeWhile(cause -> cause != null)
                .map(Objects::requireNonNull);
    }

    private static @Nullable Exception next(@Nullable Exception cause) {
        return cause instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private static String line(Exception cause) {
        var message = cause.getMessage();
        return message == null
                ? String.valueOf(cause)
                : message.replaceAll("\\p{C}+", " ").strip();
    }
}

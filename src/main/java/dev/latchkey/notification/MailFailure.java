package dev.latchkey.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Summarizes in one line why mail was not sent. */
final class MailFailure {

    private static final int LONGEST = 500;

    /** A class of the mail library without a counterpart in the Jakarta API. */
    private static final String SENDER_REFUSED = "SMTPSenderFailedException";

    /** Except 53x (authentication) and 552 (mailbox full). */
    private static final Pattern FOR_GOOD = Pattern.compile("5(?!3|52)\\d\\d\\b");

    private MailFailure() {}

    /**
     * The answer of the mail server or the connection error: at most 500 printable characters; or the key of a message.
     */
    static String words(MessagingException failure) {
        var words = causes(failure).map(MailFailure::line).distinct().collect(Collectors.joining("; "));
        return words.substring(0, Math.min(words.length(), LONGEST));
    }

    /**
     * Whether retries are pointless: the address is undeliverable, or the mail server has permanently refused the
     * recipient or the mail (RFC 5321, 4.2.1). A server that refuses the sender or the credentials refuses all mail
     * until the configuration changes.
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

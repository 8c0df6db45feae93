package dev.latchkey.notification;

import jakarta.mail.MessagingException;

/** No mail server can deliver to this address. The message is the key of the reason. */
final class UndeliverableException extends MessagingException {

    private static final long serialVersionUID = 1;

    /** The prefix of the keys. */
    static final String KEY = "notice.undeliverable.";

    private final String key;

    UndeliverableException(String key) {
        super(key);
        this.key = key;
    }

    String key() {
        return key;
    }
}

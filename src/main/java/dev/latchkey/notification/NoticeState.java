package dev.latchkey.notification;

/** What has become of a notice. */
public enum NoticeState {
    /** Waits to be sent, perhaps again. */
    PENDING,
    /** The mail server has accepted it. */
    SENT,
    /** The recipient has no mail address. */
    SKIPPED,
    /** It was tried often enough, or nothing can be delivered to the address. */
    FAILED
}

package dev.latchkey.notification;

/** The state of a notice. */
public enum NoticeState {
    /** Waiting for the next attempt. */
    PENDING,
    /** The mail server has accepted it. */
    SENT,
    /** The recipient has no email address. */
    SKIPPED,
    /** All attempts failed, or the address is undeliverable. */
    FAILED
}

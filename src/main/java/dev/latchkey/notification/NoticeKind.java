package dev.latchkey.notification;

/** What an owner is told about a token. */
public enum NoticeKind {
    /** Somebody else generated it in the owner's name. */
    TOKEN_GENERATED,
    /** Somebody else gave it a new value. */
    TOKEN_ROTATED,
    /** Somebody else ended it. */
    TOKEN_REVOKED
}

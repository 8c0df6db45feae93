package dev.latchkey.notification;

/** What an owner is told about a token. */
public enum NoticeKind {
    /** Somebody else, or a token, generated it in the owner's name. */
    TOKEN_GENERATED,
    /** Somebody else, or a token, gave it a new value. */
    TOKEN_ROTATED,
    /** Somebody else, or a token, ended it. */
    TOKEN_REVOKED,
    /** It ends earlier than it would have, because the policy became stricter. */
    TOKEN_SHORTENED,
    /** Its last days have begun. */
    TOKEN_EXPIRES,
    /** Its day of expiration has begun. */
    TOKEN_EXPIRED,
    /** It is used from where it was not used before. */
    TOKEN_NEW_ADDRESS;

    /** Whether it is about a day, and pointless when the token has ended or changed before that. */
    boolean isReminder() {
        return this == TOKEN_EXPIRES || this == TOKEN_EXPIRED;
    }
}

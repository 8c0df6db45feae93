package dev.latchkey.notification;

import dev.latchkey.link.LinkPurpose;

/** The subjects of notices. */
public enum NoticeKind {
    /** Another user or a token generated it for the owner. */
    TOKEN_GENERATED,
    /** Another user or a token rotated it. */
    TOKEN_ROTATED,
    /** Another user or a token revoked it. */
    TOKEN_REVOKED,
    /** Somebody revoked it with its value. */
    TOKEN_RETURNED,
    /** Somebody reported its value, or that of a token it comes from, as leaked. */
    TOKEN_LEAKED,
    /** The same, for administrators. */
    LEAK_REPORTED,
    /** A stricter policy shortened its lifetime. */
    TOKEN_SHORTENED,
    /** It expires soon. */
    TOKEN_EXPIRES,
    /** It has expired. */
    TOKEN_EXPIRED,
    /** It was used from a new address. */
    TOKEN_NEW_ADDRESS,
    /** It was refused to a caller from outside of its networks. */
    TOKEN_USED_ELSEWHERE,
    /** Another user or a token bound it to other networks. */
    TOKEN_BOUND,
    /** It brings the link with which the owner generates a token. */
    TOKEN_OFFERED,
    /** It brings the link with which a user chooses a password, as an administrator wants. */
    INVITATION,
    /** It brings the link that somebody wanted who forgot the password. */
    PASSWORD_FORGOTTEN,
    /** The password of the user was changed. */
    PASSWORD_CHANGED,
    /** The login of the user was changed. */
    LOGIN_CHANGED,
    /** The email of the user was changed; goes to the former one. */
    EMAIL_CHANGED;

    static NoticeKind of(LinkPurpose purpose) {
        return switch (purpose) {
            case TOKEN -> TOKEN_OFFERED;
            case INVITATION -> INVITATION;
            case PASSWORD -> PASSWORD_FORGOTTEN;
        };
    }

    /** Whether it is about the expiration, and obsolete if the token ends or changes first. */
    boolean isReminder() {
        return this == TOKEN_EXPIRES || this == TOKEN_EXPIRED;
    }
}

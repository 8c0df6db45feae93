package dev.latchkey.user.web;

/** How a user whom an administrator creates, reactivates or helps gets a password. */
public enum PasswordWay {
    /** The administrator sets a first password. */
    FIRST,
    /** The user chooses one, with a link that the administrator hands over. */
    LINK,
    /** The user chooses one, with a link that goes by mail. */
    MAIL
}

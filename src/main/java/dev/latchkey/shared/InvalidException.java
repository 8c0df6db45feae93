package dev.latchkey.shared;

import org.jspecify.annotations.Nullable;

/** The input breaks a rule. The API answers 400. */
public class InvalidException extends BusinessException {

    private static final long serialVersionUID = 1;

    public InvalidException(@Nullable String field, String key, Object... arguments) {
        super(field, Message.of(key, arguments));
    }

    private InvalidException(String field, Message words) {
        super(field, words);
    }

    /** The same words about another input: the one that the caller gave the value in. */
    public InvalidException about(String field) {
        return new InvalidException(field, fault().words());
    }
}

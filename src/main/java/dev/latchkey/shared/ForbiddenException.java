package dev.latchkey.shared;

import org.jspecify.annotations.Nullable;

/** The caller lacks permission. The API answers 403. */
public class ForbiddenException extends BusinessException {

    private static final long serialVersionUID = 1;

    public ForbiddenException(@Nullable String field, Message words) {
        super(field, words);
    }

    public ForbiddenException(@Nullable String field, String key, Object... arguments) {
        super(field, Message.of(key, arguments));
    }
}

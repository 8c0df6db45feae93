package dev.latchkey.shared;

import org.jspecify.annotations.Nullable;

/** Somebody else was faster: what the caller saw is no longer so, and nothing was changed. The API answers 409. */
public class ConflictException extends BusinessException {

    private static final long serialVersionUID = 1;

    public ConflictException(@Nullable String field, String key, Object... arguments) {
        super(field, Message.of(key, arguments));
    }
}

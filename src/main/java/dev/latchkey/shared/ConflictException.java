package dev.latchkey.shared;

import org.jspecify.annotations.Nullable;

/** The data changed since the caller read it, so nothing was done. The API answers 409. */
public class ConflictException extends BusinessException {

    private static final long serialVersionUID = 1;

    public ConflictException(@Nullable String field, String key, Object... arguments) {
        super(field, Message.of(key, arguments));
    }
}

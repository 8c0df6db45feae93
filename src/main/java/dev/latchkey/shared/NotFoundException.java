package dev.latchkey.shared;

import org.jspecify.annotations.Nullable;

/** The requested object does not exist. The API answers 404. */
public class NotFoundException extends BusinessException {

    private static final long serialVersionUID = 1;

    public NotFoundException(@Nullable String field, String key, Object... arguments) {
        super(field, Message.of(key, arguments));
    }
}

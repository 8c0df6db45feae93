package dev.latchkey.shared;

import jakarta.ejb.ApplicationException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A refusal with a message for the caller. Rolls the transaction back, and reaches pages and API unwrapped. */
@ApplicationException(rollback = true)
public abstract class BusinessException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Message words;
    private final @Nullable String field;

    protected BusinessException(@Nullable String field, Message words) {
        super(words.key());
        this.field = field;
        this.words = words;
    }

    /** The invalid input, named as the API parameter; null when the refusal concerns no single input. */
    public @Nullable String field() {
        return field;
    }

    public String in(Locale locale) {
        return words.in(locale);
    }
}

package dev.latchkey.shared;

import jakarta.ejb.ApplicationException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A refusal with a message for the caller. Rolls the transaction back, and reaches pages and API unwrapped. */
@ApplicationException(rollback = true)
public abstract class BusinessException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Fault fault;

    protected BusinessException(@Nullable String field, Message words) {
        super(words.key());
        this.fault = new Fault(field, words);
    }

    /** The invalid input, named as the API parameter; null when the refusal concerns no single input. */
    public @Nullable String field() {
        return fault.field();
    }

    public Fault fault() {
        return fault;
    }

    public String in(Locale locale) {
        return fault.in(locale);
    }
}

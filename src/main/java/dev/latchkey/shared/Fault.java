package dev.latchkey.shared;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An error in the input of a call. The words never name a parameter: a page shows them beside the field, the API sends the name along.
 *
 * @param field the input at fault, as the API names the parameter; null when it is not about one input
 */
public record Fault(@Nullable String field, Message words) {

    /** The faults of a bean or method whose components or parameters have the names that the API uses. */
    public static Fault of(ConstraintViolation<?> violation) {
        var last = "";
        for (Path.Node node : violation.getPropertyPath()) {
            last = node.getName();
        }
        // a search for text is called q everywhere in the API
        return new Fault(last.equals("text") ? "q" : last, Message.ofTemplate(violation.getMessageTemplate()));
    }

    public String in(Locale locale) {
        return words.in(locale);
    }
}

package dev.latchkey.shared;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * A name or description, cleaned by {@link Text#clean}: so long, readable as {@link Text#isReadable} has it, and without the
 * value of a token anywhere in it, because it is shown, mailed, and kept in the audit log for good.
 */
@Documented
@Constraint(validatedBy = Readable.Check.class)
@Target({FIELD, METHOD, PARAMETER, ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Readable {

    /** The least number of characters. */
    int min() default 1;

    /** The greatest number of characters. */
    int max();

    /** What is said of a text of another length, or that is not readable. */
    String message();

    /** What is said of a text that holds the value of a token. */
    String secret();

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Looks for what breaks the rule. */
    class Check implements ConstraintValidator<Readable, String> {

        private int min;
        private int max;
        private String secret = "";

        @Override
        public void initialize(Readable rule) {
            min = rule.min();
            max = rule.max();
            secret = rule.secret();
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            if (TokenForm.isIn(text)) {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(secret).addConstraintViolation();
                return false;
            }
            return text.length() >= min && text.length() <= max && Text.isReadable(text);
        }
    }
}

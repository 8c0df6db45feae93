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
 * A name or description, cleaned by {@link Text#clean}: within the length limits, readable as defined by
 * {@link Text#isReadable}, and without a token value, because pages, mails and the audit log show it.
 */
@Documented
@Constraint(validatedBy = Readable.Check.class)
@Target({FIELD, METHOD, PARAMETER, ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Readable {

    /** Minimum length in characters. */
    int min() default 1;

    /** Maximum length in characters. */
    int max();

    /** Message for a text that is too short, too long or not readable. */
    String message();

    /** Message for a text that contains a token value. */
    String secret();

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Validates the text. */
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

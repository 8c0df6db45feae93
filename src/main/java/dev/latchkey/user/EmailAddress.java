package dev.latchkey.user;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The email address of a user: at most 100 characters; blank for none. */
@Documented
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Size(max = EmailAddress.LONGEST)
@Pattern(regexp = "|" + EmailAddress.FORM)
@Target({FIELD, METHOD, PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface EmailAddress {

    /** Maximum length in characters. */
    int LONGEST = 100;

    /** A regular expression. */
    String FORM = "[^\\p{C}\\s@]+@[^\\p{C}\\s@]+";

    String message() default "{user.email.invalid}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}

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

/** A login: 2–255 letters, digits and {@code . - _ @}; the first is a letter, a digit or {@code _}. */
@Documented
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Size(min = 2, max = 255)
@Pattern(regexp = "\\w[\\w.@-]*")
@Target({FIELD, METHOD, PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@interface Login {

    String message() default "{user.login.invalid}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}

package dev.latchkey.user;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;

import dev.latchkey.shared.Readable;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name of a user: 1–200 characters, see {@link Readable}. */
@Documented
@Constraint(validatedBy = {})
@Readable(max = 200, message = "{user.name.invalid}", secret = "{user.name.secret}")
@Target({FIELD, METHOD, PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@interface FullName {

    String message() default "{user.name.invalid}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}

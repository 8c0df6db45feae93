package dev.latchkey.platform.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a call that ignores unknown parameters, as in the reference product, whose clients send some. All other calls
 * reject them: a mistyped filter would list, export or revoke the wrong things.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface IgnoresUnknownParameters {

    /**
     * Parameters that limit a change in the reference product, or are easily written for one that limits it here. They
     * are rejected because ignoring them would change more.
     */
    String[] except() default {};
}

package dev.latchkey.platform.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A call that takes no notice of parameters that it does not know, as in the reference product, whose clients send some.
 * Every other call refuses them: a filter with a slip of the pen would list, export or revoke what was not meant.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface IgnoresUnknownParameters {

    /** Those that narrow down in the reference product what the call changes; without them it would change more. */
    String[] except() default {};
}

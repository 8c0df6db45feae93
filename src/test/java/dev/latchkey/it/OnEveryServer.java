package dev.latchkey.it;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Tests that also run with the WAR on servers of other vendors. */
@Tag("every-server")
@Target(TYPE)
@Retention(RUNTIME)
public @interface OnEveryServer {}

package dev.latchkey.it;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Tests that run on the embedded database and again on PostgreSQL. */
@Tag("every-database")
@Target(TYPE)
@Retention(RUNTIME)
@interface OnEveryDatabase {}

package dev.latchkey.it;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Tests of a server that run a second time with PostgreSQL in the place of the embedded database. */
@Tag("every-database")
@Target(TYPE)
@Retention(RUNTIME)
@interface OnEveryDatabase {}

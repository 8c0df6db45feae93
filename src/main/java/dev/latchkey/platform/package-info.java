/** Glue that knows no feature: the settings, the clock, the database, and what all pages and all calls of the Web API share. */
@NullMarked
package dev.latchkey.platform;

import org.jspecify.annotations.NullMarked;

/** The database without a feature: schema migration, converters, the names of violated constraints. */
@NullMarked
package dev.latchkey.platform.persistence;

import org.jspecify.annotations.NullMarked;

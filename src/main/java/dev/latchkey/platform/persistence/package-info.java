/** Database support for all features: schema migration, converters, violated constraints. */
@NullMarked
package dev.latchkey.platform.persistence;

import org.jspecify.annotations.NullMarked;

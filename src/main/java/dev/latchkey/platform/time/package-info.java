/** The clock of all features. */
@NullMarked
package dev.latchkey.platform.time;

import org.jspecify.annotations.NullMarked;

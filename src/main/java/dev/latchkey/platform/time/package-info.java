/** The one clock. */
@NullMarked
package dev.latchkey.platform.time;

import org.jspecify.annotations.NullMarked;

/** Every setting, typed, in one place. */
@NullMarked
package dev.latchkey.platform.config;

import org.jspecify.annotations.NullMarked;

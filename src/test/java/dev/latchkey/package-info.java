/** Checks what holds for all of the code: its architecture, its pages and its texts. */
@NullMarked
package dev.latchkey;

import org.jspecify.annotations.NullMarked;

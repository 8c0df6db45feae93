/** What every feature may speak: events, pages of a list, messages and the exceptions that carry them. Knows nobody. */
@NullMarked
package dev.latchkey.shared;

import org.jspecify.annotations.NullMarked;

/**
 * The vocabulary that all features share: events, pages of a list, messages, and the exceptions that carry them.
 * Depends on no feature.
 */
@NullMarked
package dev.latchkey.shared;

import org.jspecify.annotations.NullMarked;

/**
 * Links that are good for one thing, once: the owner of a token makes its value, or a user chooses a password
 * (docs/decisions/0037). Whoever creates one never sees what it makes.
 */
@NullMarked
package dev.latchkey.link;

import org.jspecify.annotations.NullMarked;

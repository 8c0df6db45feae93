/**
 * Starts the microbundle. Checks the settings before the server starts, so that a mistake is one line on the console
 * instead of a stack trace. Part of the bundle only, not of the WAR.
 */
@NullMarked
package dev.latchkey.launch;

import org.jspecify.annotations.NullMarked;

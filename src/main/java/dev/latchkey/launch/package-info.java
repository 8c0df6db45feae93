/**
 * What starts the microbundle: it checks the settings before there is a server, so that a mistake is one line on the
 * console instead of a stack trace of the server's. Part of the bundle only, not of the WAR.
 */
@NullMarked
package dev.latchkey.launch;

import org.jspecify.annotations.NullMarked;

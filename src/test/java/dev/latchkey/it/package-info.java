/** Tests against the built microbundle, run as a process of its own, and against the built WAR in a container. */
@NullMarked
package dev.latchkey.it;

import org.jspecify.annotations.NullMarked;

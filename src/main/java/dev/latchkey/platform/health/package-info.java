/** Health checks for load balancers. */
@NullMarked
package dev.latchkey.platform.health;

import org.jspecify.annotations.NullMarked;

/** What a load balancer asks. */
@NullMarked
package dev.latchkey.platform.health;

import org.jspecify.annotations.NullMarked;

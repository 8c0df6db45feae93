/**
 * The token policy: one value with all rules, set by administrators, and applied when tokens are generated and once a
 * day. The rules do not know tokens; the {@code token} package applies them.
 */
@NullMarked
package dev.latchkey.policy;

import org.jspecify.annotations.NullMarked;

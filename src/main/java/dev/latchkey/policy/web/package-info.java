/** The Token policy page. */
@NullMarked
package dev.latchkey.policy.web;

import org.jspecify.annotations.NullMarked;

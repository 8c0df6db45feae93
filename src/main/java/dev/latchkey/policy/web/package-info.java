/** The page with the rules for tokens. */
@NullMarked
package dev.latchkey.policy.web;

import org.jspecify.annotations.NullMarked;

/** The Tokens dialog. */
@NullMarked
package dev.latchkey.token.web;

import org.jspecify.annotations.NullMarked;

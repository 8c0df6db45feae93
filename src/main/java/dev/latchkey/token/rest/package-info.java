/** The user_tokens calls of the Web API. */
@NullMarked
package dev.latchkey.token.rest;

import org.jspecify.annotations.NullMarked;

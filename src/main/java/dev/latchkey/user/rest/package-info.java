/** The users calls of the Web API. */
@NullMarked
package dev.latchkey.user.rest;

import org.jspecify.annotations.NullMarked;

/** The authentication calls of the Web API. */
@NullMarked
package dev.latchkey.authentication.rest;

import org.jspecify.annotations.NullMarked;

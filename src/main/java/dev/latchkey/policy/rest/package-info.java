/** The settings calls of the Web API. */
@NullMarked
package dev.latchkey.policy.rest;

import org.jspecify.annotations.NullMarked;

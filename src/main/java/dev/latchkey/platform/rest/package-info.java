/** The Web API without a feature: parameters in, errors out, and what it says about the server itself. */
@NullMarked
package dev.latchkey.platform.rest;

import org.jspecify.annotations.NullMarked;

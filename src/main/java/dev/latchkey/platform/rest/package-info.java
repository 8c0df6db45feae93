/** Web API support for all features: parameters, errors, and the status of the server. */
@NullMarked
package dev.latchkey.platform.rest;

import org.jspecify.annotations.NullMarked;

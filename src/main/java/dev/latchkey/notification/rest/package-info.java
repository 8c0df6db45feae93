/** The notices calls of the Web API. */
@NullMarked
package dev.latchkey.notification.rest;

import org.jspecify.annotations.NullMarked;

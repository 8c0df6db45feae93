/** The background_tasks calls of the Web API. */
@NullMarked
package dev.latchkey.task.rest;

import org.jspecify.annotations.NullMarked;

/** The projects calls of the Web API. */
@NullMarked
package dev.latchkey.project.rest;

import org.jspecify.annotations.NullMarked;

/** The users/import call of the Web API. */
@NullMarked
package dev.latchkey.provisioning.rest;

import org.jspecify.annotations.NullMarked;

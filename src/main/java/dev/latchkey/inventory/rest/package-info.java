/** The inventory through the Web API. */
@NullMarked
package dev.latchkey.inventory.rest;

import org.jspecify.annotations.NullMarked;

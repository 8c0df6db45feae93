/** The Tokens page. */
@NullMarked
package dev.latchkey.inventory.web;

import org.jspecify.annotations.NullMarked;

/**
 * The inventory of all tokens for administrators: search, export and bulk revocation. Lists use keyset pagination on an
 * index, so that the last of a million pages is as fast as the first.
 */
@NullMarked
package dev.latchkey.inventory;

import org.jspecify.annotations.NullMarked;

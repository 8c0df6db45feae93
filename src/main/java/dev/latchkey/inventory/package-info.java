/**
 * All tokens of all users at once, for administrators: found, exported and revoked by the thousand. Lists are read along an
 * index and continued behind the last row (keyset pagination), so that the last page of a million is as quick as the first.
 */
@NullMarked
package dev.latchkey.inventory;

import org.jspecify.annotations.NullMarked;

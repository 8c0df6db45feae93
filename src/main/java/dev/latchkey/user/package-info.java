/**
 * Users and groups. An administrator creates a user, who signs in with a password and belongs to groups, which give
 * roles. Users are deactivated rather than deleted, so that history stays readable.
 */
@NullMarked
package dev.latchkey.user;

import org.jspecify.annotations.NullMarked;

/**
 * Who may sign in. A user is created by an administrator, signs in with a password, belongs to groups (which give roles)
 * and is never deleted, only deactivated: its history stays readable.
 */
@NullMarked
package dev.latchkey.user;

import org.jspecify.annotations.NullMarked;

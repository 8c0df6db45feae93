/**
 * Mail to users: about their tokens and accounts, and with one-time links. A notice is created in the transaction of the change, or once a
 * day for expiring tokens, and sent afterwards: no notice without its change, and none lost. This package observes the
 * features; none of them depends on it.
 */
@NullMarked
package dev.latchkey.notification;

import org.jspecify.annotations.NullMarked;

/**
 * Tells owners by mail what becomes of their tokens. A notice is written down in the transaction of the change that causes
 * it, or once a day for tokens whose time comes, and sent afterwards: no notice without its change, none lost. It observes
 * the features, and none of them knows it.
 */
@NullMarked
package dev.latchkey.notification;

import org.jspecify.annotations.NullMarked;

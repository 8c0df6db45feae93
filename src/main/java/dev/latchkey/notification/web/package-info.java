/** The System page. */
@NullMarked
package dev.latchkey.notification.web;

import org.jspecify.annotations.NullMarked;

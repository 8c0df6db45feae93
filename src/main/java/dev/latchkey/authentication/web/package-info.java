/** The sign-in page and the change of a first password. */
@NullMarked
package dev.latchkey.authentication.web;

import org.jspecify.annotations.NullMarked;

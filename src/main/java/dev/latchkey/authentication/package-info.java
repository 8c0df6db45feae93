/** Authentication: one module that selects form sign-in, or tokens and Basic, by path. */
@NullMarked
package dev.latchkey.authentication;

import org.jspecify.annotations.NullMarked;

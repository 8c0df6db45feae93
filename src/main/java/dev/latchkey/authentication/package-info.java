/** How a caller is recognised: one mechanism that delegates by path to form sign-in and to tokens or Basic. */
@NullMarked
package dev.latchkey.authentication;

import org.jspecify.annotations.NullMarked;

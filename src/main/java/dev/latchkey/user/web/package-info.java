/** The Users page. */
@NullMarked
package dev.latchkey.user.web;

import org.jspecify.annotations.NullMarked;

/** Tests of the pages in a real Chromium, against the built microbundle. */
@NullMarked
package dev.latchkey.browser;

import org.jspecify.annotations.NullMarked;

/** What a person does at a browser, in a real Chromium against the built microbundle. */
@NullMarked
package dev.latchkey.browser;

import org.jspecify.annotations.NullMarked;

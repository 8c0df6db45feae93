/** Measures the built microbundle with 100,000 users and 1,000,000 tokens: {@code mvn verify -Pbench}. */
@NullMarked
package dev.latchkey.bench;

import org.jspecify.annotations.NullMarked;

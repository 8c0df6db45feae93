/** Measures the built microbundle: {@code mvn verify -Pbench}, with 10,000 users and 100,000 tokens on H2, ten times as many on PostgreSQL. */
@NullMarked
package dev.latchkey.bench;

import org.jspecify.annotations.NullMarked;

/** Measures the built microbundle beside a bare Payara Micro: {@code mvn verify -Pbench}, see {@link dev.latchkey.bench.Benchmark}. */
@NullMarked
package dev.latchkey.bench;

import org.jspecify.annotations.NullMarked;

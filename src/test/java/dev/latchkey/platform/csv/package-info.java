@NullMarked
package dev.latchkey.platform.csv;

import org.jspecify.annotations.NullMarked;

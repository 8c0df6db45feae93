@NullMarked
package dev.latchkey.task;

import org.jspecify.annotations.NullMarked;

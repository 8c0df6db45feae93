@NullMarked
package dev.latchkey.inventory;

import org.jspecify.annotations.NullMarked;

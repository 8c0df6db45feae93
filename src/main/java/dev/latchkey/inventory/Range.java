package dev.latchkey.inventory;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time.
 *
 * @param from this one or later; null for any
 * @param until before this one; null for any
 */
public record Range<T extends Serializable>(
        @Nullable T from, @Nullable T until) implements Serializable {}

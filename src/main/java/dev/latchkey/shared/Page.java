package dev.latchkey.shared;

import java.util.List;

/**
 * One page of a longer list.
 *
 * @param total the number of items on all pages
 */
public record Page<T>(List<T> items, long total) {}

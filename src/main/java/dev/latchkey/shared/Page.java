package dev.latchkey.shared;

import java.util.List;

/**
 * One page of a longer list.
 *
 * @param total how many there are on all pages
 */
public record Page<T>(List<T> items, long total) {}

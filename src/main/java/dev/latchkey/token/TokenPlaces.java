package dev.latchkey.token;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From where a token may be used, and was.
 *
 * @param changing whether its networks can still be changed: it is active, or holds its name
 * @param networks null for every network
 * @param uses in the last 30 days, latest first
 */
public record TokenPlaces(
        String name, boolean changing, @Nullable Networks networks, List<DayOfUse> uses) implements Serializable {}

package dev.latchkey.token;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The use of a token from one address on one UTC day.
 *
 * @param agent the User-Agent of the last use; empty if absent
 * @param uses the number of minutes with a use
 * @param last the last use, to the minute
 */
public record DayOfUse(LocalDate day, String address, String agent, int uses, Instant last) implements Serializable {}

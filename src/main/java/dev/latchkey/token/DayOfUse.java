package dev.latchkey.token;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;

/**
 * From where a token was used on a day in UTC.
 *
 * @param agent what the client called itself at the last use; empty when it did not
 * @param uses in how many minutes it was used
 * @param last the last use, to the minute
 */
public record DayOfUse(LocalDate day, String address, String agent, int uses, Instant last) implements Serializable {}

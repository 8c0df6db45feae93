package dev.latchkey.shared;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * Days and moments as the Web API and addresses have them: {@code 2027-01-01} and {@code 2026-11-23T17:26:15+0000}. Years
 * have four digits and no sign.
 */
public final class DateText {

    private static final DateTimeFormatter DAY = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("-MM-dd")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DAY)
            .appendPattern("'T'HH:mm:ssZ")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private DateText() {}

    /** @throws DateTimeException when the text is no such day */
    public static LocalDate day(String text) {
        return LocalDate.parse(text, DAY);
    }

    /**
     * A day stands for the moment at which it begins in UTC.
     *
     * @throws DateTimeException when the text is no such moment
     */
    public static Instant moment(String text) {
        return text.indexOf('T') < 0
                ? day(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(text, MOMENT).toInstant();
    }

    public static String of(LocalDate day) {
        return DAY.format(day);
    }

    /** To the second, in UTC. */
    public static String of(Instant moment) {
        return MOMENT.format(moment.atOffset(ZoneOffset.UTC));
    }
}

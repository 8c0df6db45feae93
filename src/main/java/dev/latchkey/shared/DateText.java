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
 * Days and moments in the format of the Web API and of page URLs: {@code 2027-01-01} and
 * {@code 2026-11-23T17:26:15+0000}. Years have four digits and no sign.
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

    /** @throws DateTimeException if the text is not such a day */
    public static LocalDate day(String text) {
        return LocalDate.parse(text, DAY);
    }

    /**
     * Parses a moment, or a day as its first moment in UTC.
     *
     * @throws DateTimeException if the text is neither
     */
    public static Instant moment(String text) {
        return text.indexOf('T') < 0
                ? day(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(text, MOMENT).toInstant();
    }

    public static String of(LocalDate day) {
        return DAY.format(day);
    }

    /** Formats in UTC, to the second. */
    public static String of(Instant moment) {
        return MOMENT.format(moment.atOffset(ZoneOffset.UTC));
    }
}

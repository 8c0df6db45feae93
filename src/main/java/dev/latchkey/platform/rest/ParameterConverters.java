package dev.latchkey.platform.rest;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the values of parameters that are more than text; an empty one counts as not given. */
@Provider
public class ParameterConverters implements ParamConverterProvider {

    /** Years have four digits and no sign. */
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

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        var name = name(annotations);
        if (type == Integer.class) {
            return converter(type, name, "api.parameter.integer", Integer::valueOf);
        }
        if (type == Boolean.class) {
            return converter(type, name, "api.parameter.boolean", ParameterConverters::parseBoolean);
        }
        if (type == LocalDate.class) {
            return converter(type, name, "api.parameter.day", text -> LocalDate.parse(text, DAY));
        }
        if (type == Instant.class) {
            return converter(type, name, "api.parameter.moment", ParameterConverters::parseMoment);
        }
        if (type.isEnum()) {
            var allowed =
                    Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
            return converter(type, name, "api.parameter.enum", text -> parseEnum(type, text), allowed);
        }
        return null;
    }

    /** How the API writes a moment. */
    public static String format(Instant moment) {
        return MOMENT.format(moment.atOffset(ZoneOffset.UTC));
    }

    /** How the API writes an expiration: the moment at which the day begins. */
    public static String format(LocalDate day) {
        return MOMENT.format(day.atStartOfDay().atOffset(ZoneOffset.UTC));
    }

    private static boolean parseBoolean(String text) {
        return switch (text) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Instant parseMoment(String text) {
        return text.indexOf('T') < 0
                ? LocalDate.parse(text, DAY).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(text, MOMENT).toInstant();
    }

    private static Object parseEnum(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    private static <T> ParamConverter<T> converter(
            Class<T> type, String name, String key, Function<String, Object> parse, Object... allowed) {
        return new ParamConverter<>() {
            @Override
            public @Nullable T fromString(@Nullable String text) {
                if (text == null || text.isBlank()) {
                    return null;
                }
                try {
                    return type.cast(parse.apply(text.strip()));
                } catch (DateTimeException | IllegalArgumentException e) {
                    throw badRequest(key, name, allowed.length == 0 ? "" : allowed[0]);
                }
            }

            @Override
            public String toString(T value) {
                return value.toString();
            }
        };
    }

    private static String name(Annotation[] annotations) {
        for (var annotation : annotations) {
            if (annotation instanceof QueryParam query) {
                return query.value();
            }
            if (annotation instanceof FormParam form) {
                return form.value();
            }
        }
        return "";
    }

    static WebApplicationException badRequest(String key, Object... arguments) {
        return new BadRequestException(Errors.response(400, Errors.text(key, arguments)));
    }
}

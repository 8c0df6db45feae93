package dev.latchkey.platform.rest;

import dev.latchkey.shared.DateText;
import dev.latchkey.shared.InvalidException;
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
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Converts parameter values other than text. */
@Provider
public class ParameterConverters implements ParamConverterProvider {

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        return converter(type, name(annotations));
    }

    /**
     * Converts a value that a call takes as text; null for an absent one.
     *
     * @throws WebApplicationException 400 if the text is no such value
     */
    public static <T> @Nullable T parse(Class<T> type, String name, @Nullable String text) {
        return Objects.requireNonNull(converter(type, name), "no text").fromString(text);
    }

    private static <T> @Nullable ParamConverter<T> converter(Class<T> type, String name) {
        if (type == Integer.class) {
            return converter(type, name, "value.integer", Integer::valueOf);
        }
        if (type == Long.class) {
            return converter(type, name, "value.integer", Long::valueOf);
        }
        if (type == Boolean.class) {
            return converter(type, name, "value.boolean", ParameterConverters::parseBoolean);
        }
        if (type == LocalDate.class) {
            return converter(type, name, "value.day", DateText::day);
        }
        if (type == Instant.class) {
            return converter(type, name, "value.moment", DateText::moment);
        }
        if (type.isEnum()) {
            var allowed =
                    Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
            return converter(type, name, "value.enum", text -> parseEnum(type, text), allowed);
        }
        return null;
    }

    /** The API's format of an instant. */
    public static String format(Instant moment) {
        return DateText.of(moment);
    }

    /** The API's format of an expiration date: the first moment of the day. */
    public static String format(LocalDate day) {
        return DateText.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** The API's format of a value that may be absent. */
    public static @Nullable String optional(@Nullable Object value) {
        if (value instanceof Instant moment) {
            return format(moment);
        }
        return value instanceof LocalDate day ? format(day) : value == null ? null : value.toString();
    }

    private static boolean parseBoolean(String text) {
        return switch (text) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw new IllegalArgumentException(text);
        };
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
                if (text == null) {
                    return null;
                }
                try {
                    return type.cast(parse.apply(text.strip()));
                } catch (DateTimeException | IllegalArgumentException e) {
                    throw badRequest(name, key, allowed);
                }
            }

            @Override
            public String toString(T value) {
                return value.toString();
            }
        };
    }

    /** @param annotations none if the value is no parameter but a header; RESTEasy then gives null */
    private static String name(Annotation @Nullable [] annotations) {
        if (annotations == null) {
            return "";
        }
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

    private static WebApplicationException badRequest(String name, String key, Object... arguments) {
        return new BadRequestException(Errors.refusal(new InvalidException(name, key, arguments)));
    }
}

package dev.latchkey.launch;

import dev.latchkey.platform.configuration.BadConfiguration;
import dev.latchkey.platform.configuration.SettingLookup;
import dev.latchkey.shared.RequestId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;

/**
 * The lines of the log: text, or with {@code LATCHKEY_LOG_FORMAT=json} an object each. Payara's formatter for JSON knows no
 * request id. Named by payara-config/logging.properties, hence public.
 */
public final class LogLine extends SimpleFormatter {

    private static final String FORMAT = "LATCHKEY_LOG_FORMAT";
    private static final String JSON = "json";

    static void choose(SettingSource settings) throws BadConfiguration {
        settings.check(FORMAT, List.of("text", JSON)::contains, "is not a format of the log; choose text or json");
        settings.get(FORMAT).ifPresent(format -> System.setProperty(SettingLookup.property(FORMAT), format));
    }

    /** A line of the launcher, without its end. */
    static String of(Level level, String message) {
        if (!isJson()) {
            return message;
        }
        var said = new LogRecord(level, message);
        said.setLoggerName(Launcher.class.getName());
        return json(said, message);
    }

    @Override
    public String format(LogRecord said) {
        return isJson() ? json(said, formatMessage(said)) + System.lineSeparator() : super.format(said);
    }

    private static boolean isJson() {
        return JSON.equals(System.getProperty(SettingLookup.property(FORMAT)));
    }

    private static String json(LogRecord said, String message) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("time", said.getInstant().toString());
        members.put("level", said.getLevel().getName());
        members.put("logger", String.valueOf(said.getLoggerName()));
        RequestId.current().ifPresent(id -> members.put("request", id));
        members.put("message", message);
        var thrown = said.getThrown();
        if (thrown != null) {
            var trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace, true));
            members.put("exception", trace.toString());
        }
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + quoted(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** RFC 8259, 7. */
    private static String quoted(String text) {
        return text.chars()
                .mapToObj(next -> next == '"' || next == '\\' ? "\\" + (char) next : plainOrEscaped(next))
                .collect(Collectors.joining("", "\"", "\""));
    }

    /** Also escapes half of a surrogate pair, which UTF-8 cannot encode, and the line ends of Unicode. */
    private static String plainOrEscaped(int next) {
        return next < ' ' || next == 0x2028 || next == 0x2029 || Character.isSurrogate((char) next)
                ? "\\u%04x".formatted(next)
                : Character.toString(next);
    }
}

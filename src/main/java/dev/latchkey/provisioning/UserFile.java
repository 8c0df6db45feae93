package dev.latchkey.provisioning;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.latchkey.shared.InvalidException;
import dev.latchkey.shared.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A CSV file of users (RFC 4180), as written by spreadsheets: UTF-8, or UTF-16 with a byte order mark; separated by
 * commas, semicolons or tabs, optionally declared in a first line ({@code sep=;}). The header names the columns login
 * and name, and optionally email and groups, in any order and case. Empty lines are ignored.
 */
final class UserFile {

    /** The maximum size in bytes. */
    static final int LONGEST = 20 * 1024 * 1024;

    /** The maximum number of lines after the header. */
    static final int MOST_LINES = 100_000;

    /** The separator of group names. */
    private static final char BETWEEN_GROUPS = '|';

    private static final String SEPARATORS = ",;\t";
    private static final Pattern NAMED_SEPARATOR =
            Pattern.compile("\"?sep=([" + SEPARATORS + "])\"?(?=[\\r\\n])", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_QUOTED = 40;

    /** A line: clean text by column, empty for none. */
    record Row(int number, String login, String name, String email, String groups, boolean tooLong) {}

    private final Consumer<Row> rows;
    private int count;
    private int last = 1;

    private UserFile(Consumer<Row> rows) {
        this.rows = rows;
    }

    /**
     * Reads a file.
     *
     * @param rows receives the lines in order, possibly before an error is found
     * @throws InvalidException if the file is malformed or too large
     */
    static void read(InputStream content, Consumer<Row> rows) {
        var file = new UserFile(rows);
        var text = text(content);
        var named = NAMED_SEPARATOR.matcher(text);
        var isNamed = named.lookingAt();
        try (var reader = CsvReader.builder()
                .fieldSeparator(isNamed ? named.group(1).charAt(0) : separator(text))
                .allowMissingFields(true)
                .allowExtraFields(true)
                // keeps the separator line as an empty one, so that line numbers match editors
                .ofCsvRecord(isNamed ? text.substring(named.end()) : text)) {
            file.read(reader);
        } catch (CsvParseException e) {
            throw new InvalidException("file", "import.file.quotes", file.last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(InputStream content) {
        try {
            var bytes = content.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new InvalidException("file", "import.file.long", LONGEST / 1024 / 1024);
            }
            var decoded = CharBuffer.allocate(bytes.length);
            // strict decoding: a replacement character would end up in a name
            var result = charset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes), decoded, true);
            var text = decoded.flip().toString();
            var legible = result.isError() ? text.length() : text.indexOf('\0');
            if (legible >= 0) {
                var lines = text.chars().limit(legible).filter(c -> c == '\n').count();
                throw new InvalidException("file", "import.file.encoding", lines + 1);
            }
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the byte order mark. */
    private static Charset charset(byte[] bytes) {
        if (bytes.length < 2) {
            return StandardCharsets.UTF_8;
        }
        return switch (bytes[0] << 8 & 0xFF00 | bytes[1] & 0xFF) {
            case 0xFEFF -> StandardCharsets.UTF_16BE;
            case 0xFFFE -> StandardCharsets.UTF_16LE;
            default -> StandardCharsets.UTF_8;
        };
    }

    /** The separator in the header, since column names contain none. */
    private static char separator(String text) {
        var first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        return SEPARATORS
                .chars()
                .filter(separator -> first.indexOf(separator) >= 0)
                .mapToObj(separator -> (char) separator)
                .findFirst()
                .orElse(',');
    }

    private void read(Iterable<CsvRecord> records) {
        List<String> header = List.of();
        for (var record : records) {
            if (record.getFields().stream().allMatch(field -> Text.clean(field).isEmpty())) {
                continue;
            }
            if (header.isEmpty()) {
                header = header(record);
                continue;
            }
            if (count == MOST_LINES) {
                throw new InvalidException("file", "import.file.lines", MOST_LINES);
            }
            count++;
            var row = row(record, header);
            last = row.number();
            rows.accept(row);
        }
        if (count == 0) {
            throw new InvalidException("file", "import.file.empty");
        }
    }

    private static List<String> header(CsvRecord first) {
        var header = first.getFields().stream().map(Text::fold).toList();
        // spreadsheets pad lines to the longest one
        while (header.get(header.size() - 1).isEmpty()) {
            header = header.subList(0, header.size() - 1);
        }
        for (int i = 0; i < header.size(); i++) {
            if (!UserImportService.COLUMNS.contains(header.get(i))) {
                throw bad("import.file.column", first, i);
            }
            if (header.indexOf(header.get(i)) < i) {
                throw bad("import.file.column.twice", first, i);
            }
        }
        if (!header.containsAll(List.of("login", "name"))) {
            throw new InvalidException("file", "import.file.columns", first.getStartingLineNumber());
        }
        return header;
    }

    private static InvalidException bad(String key, CsvRecord first, int column) {
        var name = Text.clean(first.getField(column));
        return new InvalidException(
                "file",
                key,
                first.getStartingLineNumber(),
                column + 1,
                name.length() <= LONGEST_QUOTED ? name : name.substring(0, LONGEST_QUOTED) + "…");
    }

    private static Row row(CsvRecord record, List<String> header) {
        var fields = UserImportService.COLUMNS.stream()
                .map(column -> field(record, header.indexOf(column)))
                .toList();
        return new Row(
                (int) record.getStartingLineNumber(),
                fields.get(0),
                fields.get(1),
                fields.get(2),
                fields.get(3),
                record.getFields().stream().skip(header.size()).anyMatch(field -> !Text.clean(field)
                        .isEmpty()));
    }

    private static String field(CsvRecord record, int column) {
        return column < 0 || column >= record.getFieldCount() ? "" : Text.clean(record.getField(column));
    }

    /**
     * The group names in a field, which is itself a line of CSV: a name that contains {@code |} is quoted. A malformed
     * field is treated as one name, which no group has.
     */
    static List<String> groups(String field) {
        return names(field)
                .map(Text::clean)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static Stream<String> names(String field) {
        if (field.isEmpty()) {
            return Stream.of();
        }
        try {
            return CsvReader.builder()
                    .fieldSeparator(BETWEEN_GROUPS)
                    .trimWhitespacesAroundQuotes(true)
                    .ofSingleCsvRecord(field)
                    .getFields()
                    .stream();
        } catch (CsvParseException e) {
            return Stream.of(field);
        }
    }
}

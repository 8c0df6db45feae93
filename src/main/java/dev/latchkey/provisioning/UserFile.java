package dev.latchkey.provisioning;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.latchkey.shared.InvalidException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A CSV file of users (RFC 4180) in UTF-8, with or without a byte order mark. The first line names the columns: login and
 * name, and if wanted email and groups, in any order. Commas separate them, or semicolons, as some spreadsheets write.
 */
final class UserFile {

    /** The longest file, in bytes. */
    static final int LONGEST = 20 * 1024 * 1024;

    /** The most lines, the first one not counted. */
    static final int MOST_LINES = 100_000;

    /** What stands between the names of groups. */
    static final String BETWEEN_GROUPS = "|";

    /** A line as it stands there: text by column, empty for none, without spaces at its ends. */
    record Row(int number, String login, String name, String email, String groups, boolean tooLong) {}

    private final List<Row> rows = new ArrayList<>();

    private UserFile() {}

    /** @throws InvalidException when it is no such file, or longer than allowed */
    static List<Row> read(InputStream content) {
        var file = new UserFile();
        var text = text(content);
        var line = text.indexOf('\n') < 0 ? text : text.substring(0, text.indexOf('\n'));
        try (var reader = CsvReader.builder()
                .fieldSeparator(line.contains(";") && !line.contains(",") ? ';' : ',')
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(text)) {
            file.read(reader);
        } catch (CsvParseException e) {
            throw new InvalidException("file", "import.file.quotes", file.last());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.rows;
    }

    private static String text(InputStream content) {
        try {
            var bytes = content.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new InvalidException("file", "import.file.long", LONGEST / 1024 / 1024);
            }
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new InvalidException("file", "import.file.encoding");
            }
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InvalidException("file", "import.file.encoding");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Iterable<CsvRecord> records) {
        List<String> header = List.of();
        for (var record : records) {
            if (header.isEmpty()) {
                header = header(record);
                continue;
            }
            if (rows.size() == MOST_LINES) {
                throw new InvalidException("file", "import.file.lines", MOST_LINES);
            }
            rows.add(row(record, header));
        }
        if (rows.isEmpty()) {
            throw new InvalidException("file", "import.file.empty");
        }
    }

    private static List<String> header(CsvRecord first) {
        var header = first.getFields().stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        var known = UserImportService.COLUMNS.containsAll(header)
                && header.stream().distinct().count() == header.size();
        if (!known || !header.containsAll(List.of("login", "name"))) {
            throw new InvalidException("file", "import.file.columns");
        }
        return header;
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
                record.getFieldCount() > header.size());
    }

    private static String field(CsvRecord record, int column) {
        return column < 0 || column >= record.getFieldCount()
                ? ""
                : record.getField(column).strip();
    }

    /** The names of groups, as they stand in one field. */
    static List<String> groups(String field) {
        return Stream.of(field)
                .flatMap(names -> Arrays.stream(names.split("\\" + BETWEEN_GROUPS)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private int last() {
        return rows.isEmpty() ? 1 : rows.get(rows.size() - 1).number();
    }
}

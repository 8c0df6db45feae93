package dev.latchkey.platform;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes CSV (RFC 4180) for spreadsheets, row by row. Prefixes an apostrophe to formulas (OWASP, CSV Injection), even
 * within a cell: a spreadsheet with another list separator than the comma reads {@code x;=1+1} as two cells.
 */
public final class Spreadsheet {

    /** Includes full-width variants, and formulas after invisible characters. */
    private static final Pattern FORMULA =
            Pattern.compile("(^|[;,\\t\\r\\n])(?=[\"'\\h\\p{Cc}\\p{Cf}\\p{Mn}]*[=+\\-@＝＋－＠﹦﹢﹣﹫])|^(?=[\\t\\r])");

    private final CsvWriter csv;

    /** Writes the header row first. */
    public Spreadsheet(Writer out, String... columns) {
        // The underlying writer buffers whole rows, so that an aborted file ends after a complete row.
        csv = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .bufferSize(0)
                .build(out);
        csv.writeRecord(columns);
    }

    /**
     * @param cells null for an empty cell
     * @throws IOException if the client has disconnected
     */
    public void row(@Nullable Object... cells) throws IOException {
        try {
            csv.writeRecord(Arrays.stream(cells).map(Spreadsheet::text).toArray(String[]::new));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    public void flush() throws IOException {
        csv.flush();
    }

    private static String text(@Nullable Object cell) {
        var text = cell == null ? "" : cell.toString();
        return FORMULA.matcher(text).replaceAll(found -> Objects.toString(found.group(1), "") + "'");
    }
}

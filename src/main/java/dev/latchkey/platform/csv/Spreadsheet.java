package dev.latchkey.platform.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes CSV (RFC 4180) for spreadsheets, row by row: what a spreadsheet would take for a formula stands behind an
 * apostrophe (OWASP, CSV Injection).
 */
public final class Spreadsheet {

    private final CsvWriter csv;

    /** Begins with the names of the columns. */
    public Spreadsheet(Writer out, String... columns) {
        csv = CsvWriter.builder().quoteStrategy(QuoteStrategies.ALWAYS).build(out);
        csv.writeRecord(columns);
    }

    /**
     * @param cells null for an empty one
     * @throws IOException when the reader has gone away
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
        var formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}

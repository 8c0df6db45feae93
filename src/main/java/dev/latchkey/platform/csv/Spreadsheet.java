package dev.latchkey.platform.csv;

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
 * Writes CSV (RFC 4180) for spreadsheets, row by row: what a spreadsheet would take for a formula stands behind an
 * apostrophe (OWASP, CSV Injection). That may begin within a cell: where the list separator is another one than the comma,
 * the spreadsheet reads {@code x;=1+1} as two.
 */
public final class Spreadsheet {

    /** Also in the widths that some spreadsheets take for the same, and behind what nobody sees. */
    private static final Pattern FORMULA =
            Pattern.compile("(^|[;,\\t\\r\\n])(?=[\"'\\h\\p{Cc}\\p{Cf}\\p{Mn}]*[=+\\-@＝＋－＠﹦﹢﹣﹫])|^(?=[\\t\\r])");

    private final CsvWriter csv;

    /** Begins with the names of the columns. */
    public Spreadsheet(Writer out, String... columns) {
        // Rows go whole to a writer that is buffered itself: whoever has to end early ends behind one.
        csv = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .bufferSize(0)
                .build(out);
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
        return FORMULA.matcher(text).replaceAll(found -> Objects.toString(found.group(1), "") + "'");
    }
}

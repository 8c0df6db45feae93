package dev.latchkey.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spreadsheet programs do not evaluate cells as formulas (CSV injection). */
class SpreadsheetTest {

    private final StringWriter written = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "=1+1|'=1+1",
                "+1|'+1",
                "-1|'-1",
                "@SUM(A1)|'@SUM(A1)",
                "x;=HYPERLINK(A1)|x;'=HYPERLINK(A1)",
                "x,=1|x,'=1",
                "x; '=1|x;' '=1",
                "x;;-1;+2|x;;'-1;'+2",
                "` =1`|`' =1`",
                "＝1+1|'＝1+1",
                "＋1|'＋1",
                "－1|'－1",
                "＠SUM(A1)|'＠SUM(A1)",
                "\u200B=1+1|'\u200B=1+1",
                "x;\u202E\uFEFF=1|x;'\u202E\uFEFF=1",
                "nightly build|nightly build",
                "a-b; c=d, e@example.org|a-b; c=d, e@example.org"
            })
    void takesWhatBeginsAFormulaForText(String cell, String text) throws IOException {
        assertThat(row(cell)).isEqualTo("\"" + text + "\"\r\n");
    }

    @Test
    void seesFormulasBehindQuotesTabsAndLineBreaks() throws IOException {
        assertThat(row("x;\"=1")).isEqualTo("\"x;'\"\"=1\"\r\n");
        assertThat(row("x\t=1")).isEqualTo("\"x\t'=1\"\r\n");
        assertThat(row("x\n=1")).isEqualTo("\"x\n'=1\"\r\n");
        assertThat(row("\tx")).isEqualTo("\"'\tx\"\r\n");
    }

    private String row(String cell) throws IOException {
        var spreadsheet = new Spreadsheet(written, "name");
        var header = written.getBuffer().length();
        spreadsheet.row(cell);
        return written.getBuffer().substring(header);
    }
}

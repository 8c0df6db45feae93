package dev.latchkey.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.latchkey.shared.InvalidException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The formats of user files that the import reads. */
class UserFileTest {

    @Test
    void readsColumnsInAnyOrder() {
        assertThat(read("Name , LOGIN\r\n\"Smith, Ann\", ann \r\n\r\nBob,bob\r\n"))
                .containsExactly(row(2, "ann", "Smith, Ann", ""), row(4, "bob", "Bob", ""));
    }

    @Test
    void readsWhatSpreadsheetsWrite() {
        assertThat(read("\uFEFFlogin;name;email\nann;Ann Smith, Dr.;ann@example.org"))
                .containsExactly(row(2, "ann", "Ann Smith, Dr.", "ann@example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login\tname\temail\nann\tAnn Smith, Dr.\tann@example.org\n",
                "sep=;\r\nlogin;name;email\r\nann;Ann Smith, Dr.;ann@example.org\r\n",
                "\"sep=;\"\nlogin;name;email\nann;Ann Smith, Dr.;ann@example.org\n",
                "\"Login\";\"NAME\";\" Email \"\n\"ann\";\"Ann Smith, Dr.\";\"ann@example.org\"\n",
                "login;name;email;;\nann;Ann Smith, Dr.;ann@example.org;;\n;;;;\n \n;;\n\n",
                "\n\nlogin;name;email\rann;\u00A0Ann  Smith, Dr.\u00A0;ann@example.org\r"
            })
    void readsGenerously(String text) {
        assertThat(read(text))
                .extracting(UserFile.Row::login, UserFile.Row::name, UserFile.Row::email, UserFile.Row::tooLong)
                .containsExactly(tuple("ann", "Ann Smith, Dr.", "ann@example.org", false));
    }

    @Test
    void readsWhatAByteOrderMarkTells() {
        var text = "\uFEFFlogin\tname\nzoe\tZo\u00EB\n";
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(read(text.getBytes(charset))).containsExactly(row(2, "zoe", "Zo\u00EB", ""));
        }
    }

    @Test
    void keepsTheNumbersOfLinesBehindTheOneThatNamesTheSeparator() {
        assertThat(read("sep=;\nlogin;name\n\nann;Ann\n"))
                .extracting(UserFile.Row::number)
                .containsExactly(4);
    }

    @Test
    void composesWhatAMacWrites() {
        assertThat(read("login,name,groups\nzoe,Zoe\u0308,Cafe\u0301\n"))
                .containsExactly(new UserFile.Row(2, "zoe", "Zo\u00EB", "", "Caf\u00E9", false));
    }

    @Test
    void countsLinesAsAnEditorDoes() {
        assertThat(read("login,name\nann,\"Ann\nSmith\"\nbob,Bob\n"))
                .extracting(UserFile.Row::number)
                .containsExactly(2, 4);
    }

    @Test
    void toleratesMissingFieldsAndNotesTooManyOfThem() {
        assertThat(read("login,name,email\nann\nbob,Bob,,x\n"))
                .containsExactly(row(2, "ann", "", ""), new UserFile.Row(3, "bob", "Bob", "", "", true));
    }

    @Test
    void separatesGroups() {
        assertThat(UserFile.groups(" devs |ops|| devs")).containsExactly("devs", "ops");
        assertThat(UserFile.groups("")).isEmpty();
        assertThat(UserFile.groups("Cafe\u0301")).containsExactly("Caf\u00E9");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"`\"a|b\"|ops`, a|b", "`ops| \"a|b\" `, a|b", "`ops|\"a|\"\"b\"\"\"`, `a|\"b\"`"})
    void readsANameOfAGroupThatHoldsTheSeparator(String field, String name) {
        assertThat(UserFile.groups(field)).containsExactlyInAnyOrder("ops", name);
    }

    @Test
    void takesBrokenQuotationMarksForANameThatNoGroupHas() {
        assertThat(UserFile.groups("\"a\" b|ops")).containsExactly("\"a\" b|ops");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
        login,mail! Line 1, column 2 of the file: 'mail' is not one of the columns
        login! Line 1 of the file must name the columns
        name,email! Line 1 of the file must name the columns
        login,name,LOGIN! Line 1, column 3 of the file: 'LOGIN' appears twice
        ann,Ann,ann@example.org! Line 1, column 1 of the file: 'ann'
        login|name! Line 1, column 1 of the file: 'login|name'
        login,,name! Line 1, column 2 of the file: ''
        ''! at least one user
        login,name! at least one user
        """)
    void refusesWhatIsNoFileOfUsers(String text, String words) {
        assertRefused(text.getBytes(StandardCharsets.UTF_8)).contains(words);
    }

    @Test
    void refusesBrokenQuotationMarks() {
        assertRefused("login,name\nbob,Bob\nann,\"Ann\" Smith\n".getBytes(StandardCharsets.UTF_8))
                .contains("after line 2", "quotation marks");
    }

    @Test
    void refusesWhatIsNoUtf8() {
        assertRefused("login,name\nann,J\u00fcrgen\n".getBytes(StandardCharsets.ISO_8859_1))
                .contains("UTF-8", "Line 2");
        assertRefused("login,name\nbob,Bob\nann,\0\n".getBytes(StandardCharsets.UTF_8))
                .contains("UTF-8", "Line 3");
        assertRefused("login,name\n".getBytes(StandardCharsets.UTF_16LE)).contains("UTF-8", "Line 1");
    }

    @Test
    void boundsTheLines() {
        var most = "login,name\n" + "ann,Ann\n".repeat(UserFile.MOST_LINES);
        assertThat(read(most)).hasSize(UserFile.MOST_LINES);
        assertRefused((most + "bob,Bob\n").getBytes(StandardCharsets.UTF_8)).contains("100,000 lines");
    }

    @Test
    void boundsTheLength() {
        assertRefused(new byte[UserFile.LONGEST + 1]).contains("20 MiB");
    }

    private static UserFile.Row row(int number, String login, String name, String email) {
        return new UserFile.Row(number, login, name, email, "", false);
    }

    private static List<UserFile.Row> read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<UserFile.Row> read(byte[] file) {
        var rows = new ArrayList<UserFile.Row>();
        UserFile.read(new ByteArrayInputStream(file), rows::add);
        return rows;
    }

    private static AbstractStringAssert<?> assertRefused(byte[] content) {
        var refusal = catchThrowableOfType(
                InvalidException.class, () -> UserFile.read(new ByteArrayInputStream(content), row -> {}));
        assertThat(refusal.field()).isEqualTo("file");
        return assertThat(refusal.in(Locale.ENGLISH));
    }
}

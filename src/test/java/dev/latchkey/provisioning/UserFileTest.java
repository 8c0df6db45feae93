package dev.latchkey.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.latchkey.shared.InvalidException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files of users are read, and how. */
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
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
        login,mail! columns
        login! columns
        name,email! columns
        login,name,login! columns
        ann,Ann,ann@example.org! columns
        ''! line for at least one user
        login,name! line for at least one user
        """)
    void refusesWhatIsNoFileOfUsers(String text, String words) {
        assertRefused(text.getBytes(StandardCharsets.UTF_8)).contains(words);
    }

    @Test
    void refusesBrokenQuotationMarks() {
        assertRefused("login,name\nbob,Bob\nann,\"Ann\" Smith\n".getBytes(StandardCharsets.UTF_8))
                .contains("behind line 2", "quotation marks");
    }

    @Test
    void refusesWhatIsNoUtf8() {
        assertRefused("login,name\nann,J\u00fcrgen\n".getBytes(StandardCharsets.ISO_8859_1))
                .contains("UTF-8");
        assertRefused("login,name\nann,\0\n".getBytes(StandardCharsets.UTF_8)).contains("UTF-8");
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
        return UserFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static AbstractStringAssert<?> assertRefused(byte[] content) {
        var refusal =
                catchThrowableOfType(InvalidException.class, () -> UserFile.read(new ByteArrayInputStream(content)));
        assertThat(refusal.field()).isEqualTo("file");
        return assertThat(refusal.in(Locale.ENGLISH));
    }
}

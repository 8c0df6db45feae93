package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.shared.TokenForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that docs/leaks.md offers to secret scanners find every value, and nothing longer or shorter. */
class ScannerRulesTest {

    private static final Path RULES = Path.of("docs/leaks");
    private static final Pattern QUOTED =
            Pattern.compile("(?:regex|token)\\s*[=:]\\s*'+(.+?)'+\\s*$", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(strings = {"gitleaks.toml", "trufflehog.yaml"})
    void findEveryValue(String file) throws IOException {
        var rule = rule(file);
        var random = new Random(1);
        for (var type : TokenType.values()) {
            assertThat(Files.readString(RULES.resolve(file))).contains(type.prefix());
            for (int i = 0; i < 100; i++) {
                var value = TokenSecret.generate(type, random).reveal();
                for (var text :
                        new String[] {value, "TOKEN=" + value + "\n", "\"" + value + "\"", "curl -u " + value + ":"}) {
                    var found = rule.matcher(text);
                    assertThat(found.find()).as(text).isTrue();
                    assertThat(found.group(1)).isEqualTo(value);
                    assertThat(TokenForm.isValue(found.group(1))).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gitleaks.toml", "trufflehog.yaml"})
    void findNothingElse(String file) throws IOException {
        var value = TokenSecret.generate(TokenType.USER_TOKEN, new Random(1)).reveal();

        for (var text :
                new String[] {"x" + value, value + "x", value.substring(1), value.replace("lku", "lkx"), "lku_"}) {
            assertThat(rule(file).matcher(text).find()).as(text).isFalse();
        }
    }

    @Test
    void areTheSame() throws IOException {
        assertThat(rule("gitleaks.toml").pattern())
                .isEqualTo(rule("trufflehog.yaml").pattern());
    }

    private static Pattern rule(String file) throws IOException {
        var quoted = QUOTED.matcher(Files.readString(RULES.resolve(file)));
        assertThat(quoted.find()).isTrue();
        return Pattern.compile(quoted.group(1));
    }
}

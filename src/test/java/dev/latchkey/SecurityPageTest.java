package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every class that docs/security.md names exists. */
class SecurityPageTest {

    private static final Pattern NAME = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*)`");

    private static final Set<String> NO_CLASSES_OF_OURS = Set.of("HttpOnly", "Lax", "Referer", "SecureRandom");

    @Test
    void namesClassesThatExist() throws IOException {
        var named = NAME.matcher(Files.readString(Path.of("docs/security.md")))
                .results()
                .map(found -> found.group(1))
                .filter(name -> !NO_CLASSES_OF_OURS.contains(name))
                .collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(30);
        assertThat(classes()).containsAll(named);
    }

    private static Set<String> classes() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}

package dev.latchkey;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.it.ApiCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every language has the same keys, and exactly those that pages and code use; the API's texts are English only. */
class MessagesTest {

    private static final Map<String, String> ENGLISH = read("messages.properties");
    private static final Map<String, String> GERMAN = read("messages_de.properties");
    private static final Map<String, String> API = read("api.properties");

    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\w+)");
    private static final Pattern LONE_APOSTROPHE = Pattern.compile("(?<!')'(?!')");

    // A key, or the prefix of a key that the page completes with a value.
    private static final Pattern IN_PAGE = Pattern.compile("\\bmsg\\b(?:\\['([\\w.]+)'(?:]|\\.concat\\())?");
    private static final Pattern IN_CODE = Pattern.compile("\"\\{?((?:"
            + keys().map(key -> key.split("\\.")[0])
                    .distinct()
                    .reduce("", (a, b) -> a + "|" + b)
                    .substring(1)
            + ")\\.[\\w.]*)}?\"");

    @Test
    void everyLanguageHasTheSameTexts() {
        assertThat(GERMAN.keySet()).containsExactlyInAnyOrderElementsOf(ENGLISH.keySet());
    }

    @Test
    void theApiHasItsOwnTexts() throws IOException {
        assertThat(API.keySet()).allMatch(key -> key.startsWith("api."));
        assertThat(ENGLISH.keySet()).noneMatch(key -> key.startsWith("api."));
        assertThat(usedByPages()).noneMatch(key -> key.startsWith("api."));
    }

    /** A reader of a page sees the field and does not know the parameter; the API sends its name beside the words. */
    @Test
    void noTextOfAPageNamesAParameter() {
        var names =
                ApiCalls.all().values().stream().flatMap(Set::stream).distinct().toList();
        for (var bundle : List.of(ENGLISH, GERMAN)) {
            assertThat(bundle)
                    .allSatisfy((key, words) ->
                            assertThat(names).as("%s=%s", key, words).noneMatch(name -> isNamed(name, words)));
        }
    }

    private static boolean isNamed(String name, String words) {
        var isPlainWord = name.matches("[a-z]+");
        return Pattern.compile(isPlainWord ? "\\(" + name + "\\)|arameter (''|„)" + name : "\\b" + name + "\\b")
                .matcher(words)
                .find();
    }

    @Test
    void everyLanguageSaysTheSameArguments() {
        assertThat(ENGLISH).allSatisfy((key, words) -> assertThat(arguments(GERMAN.getOrDefault(key, "")))
                .as(key)
                .isEqualTo(arguments(words)));
    }

    @Test
    void pagesAndCodeUseTextsThatExist() throws IOException {
        var used = new TreeSet<>(usedByPages());
        used.addAll(usedByCode());

        assertThat(used).allSatisfy(use -> assertThat(keys()).as(use).anyMatch(key -> fits(use, key)));
    }

    @Test
    void everyTextIsUsed() throws IOException {
        var used = new TreeSet<>(usedByPages());
        used.addAll(usedByCode());

        assertThat(keys()).allSatisfy(key -> assertThat(used).as(key).anyMatch(use -> fits(use, key)));
    }

    @Test
    void apostrophesSurviveMessageFormat() throws IOException {
        var used = usedByCode();
        for (var bundle : Set.of(ENGLISH, GERMAN, API)) {
            bundle.forEach((key, words) -> {
                var formatted = words.contains("{0") || used.stream().anyMatch(use -> fits(use, key));
                if (formatted) {
                    assertThat(words).as(key).doesNotContainPattern(LONE_APOSTROPHE);
                    assertThat(new MessageFormat(words).toPattern()).as(key).isNotEmpty();
                } else {
                    assertThat(words).as("shown without MessageFormat: %s", key).doesNotContain("''");
                }
            });
        }
    }

    private static Stream<String> keys() {
        return Stream.of(ENGLISH, API).flatMap(texts -> texts.keySet().stream());
    }

    private static boolean fits(String use, String key) {
        return use.endsWith(".") ? key.startsWith(use) : key.equals(use);
    }

    private static Set<String> arguments(String words) {
        return ARGUMENT.matcher(words).results().map(found -> found.group(1)).collect(toSet());
    }

    private static Set<String> usedByPages() throws IOException {
        return View.all().stream()
                .flatMap(view -> view.expressions().stream())
                .flatMap(expression -> IN_PAGE.matcher(expression).results())
                .map(found -> found.group(1) == null ? "a key that cannot be read off the page" : found.group(1))
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> usedByCode() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/latchkey"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(not(file -> file.toString().contains("/launch/")))
                    .map(MessagesTest::source)
                    .flatMap(source -> IN_CODE.matcher(source).results())
                    .map(found -> found.group(1))
                    .collect(toCollection(TreeSet::new));
        }
    }

    private static String source(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the file itself, because {@code Properties} keeps the second of two equal keys silently. */
    private static Map<String, String> read(String file) {
        var texts = new HashMap<String, String>();
        source(Path.of("src/main/resources/dev/latchkey", file))
                .lines()
                .filter(not(line -> line.isBlank() || line.startsWith("#")))
                .map(line -> line.split("=", 2))
                .forEach(text -> assertThat(texts.put(text[0], text[1]))
                        .as("duplicate key in %s: %s", file, text[0])
                        .isNull());
        return texts;
    }
}

package dev.latchkey.platform.rest;

import dev.latchkey.shared.InvalidException;
import java.util.Arrays;
import java.util.List;

/** Parses comma-separated parameters. */
public final class WordList {

    private WordList() {}

    /** The words, trimmed. */
    public static List<String> parse(String words) {
        return Arrays.stream(words.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** @throws InvalidException if a word is not allowed */
    public static List<String> parse(String name, String words, List<String> allowed) {
        var parsed = parse(words);
        if (parsed.isEmpty() || !allowed.containsAll(parsed)) {
            throw new InvalidException(name, "value.enum", String.join(", ", allowed));
        }
        return parsed;
    }
}

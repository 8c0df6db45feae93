package dev.latchkey.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A Markdown table and the notes below it. Prints a row when it is measured, and the whole at the end. */
final class Report {

    private static final String HEAD = """

            | call | connections | per second | p50 ms | p99 ms | of a bare servlet | of a bare JAX-RS resource |
            |---|--:|--:|--:|--:|--:|--:|
            """;

    /** A measured rate, and how much of the rate of a bare servlet it is. */
    record Row(String call, int connections, double rate, double ofServlet) {}

    private final String title;
    private final List<Row> measured = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Report(String title) {
        this.title = title;
        System.out.println(title);
    }

    /** Adds a row whose ratios compare its rate with those of two constant answers. */
    void row(String name, int connections, Load load, Load servlet, Load resource) {
        measured.add(new Row(name, connections, load.rate(), load.rate() / servlet.rate()));
        add(
                rows,
                "| %s | %d | %s | %s | %s | %s | %s |",
                name,
                connections,
                significant(load.rate()),
                significant(load.percentile(50)),
                significant(load.percentile(99)),
                significant(load.rate() / servlet.rate()),
                significant(load.rate() / resource.rate()));
    }

    List<Row> measured() {
        return measured;
    }

    void note(String format, Object... values) {
        add(notes, "- " + format, values);
    }

    private static void add(List<String> lines, String format, Object... values) {
        var line = String.format(Locale.ROOT, format, values);
        System.out.println(line);
        lines.add(line);
    }

    /** Two significant digits, and all before the point. */
    static String significant(double value) {
        var decimals = value >= 10 ? 0 : value >= 1 ? 1 : value >= 0.1 ? 2 : value >= 0.01 ? 3 : 4;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    void write(Path file) throws IOException {
        var text = title + "\n" + HEAD + String.join("\n", rows) + "\n\n" + String.join("\n", notes) + "\n";
        System.out.println("\n" + text);
        Files.writeString(file, text);
    }
}

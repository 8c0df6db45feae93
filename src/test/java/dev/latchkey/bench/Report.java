package dev.latchkey.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A table, printed line by line and collected for a file. */
final class Report {

    private static final String ROW = "%-58s %8.0f %8.1f %8.1f %8.1f";

    private final StringBuilder lines = new StringBuilder();

    void title(String format, Object... values) {
        line("");
        line(format, values);
    }

    void header(String title) {
        line("");
        line("%-58s %8s %8s %8s %8s", title, "calls/s", "p50 ms", "p95 ms", "p99 ms");
    }

    void row(String name, Load load) {
        line(ROW, name, load.rate(), load.percentile(50), load.percentile(95), load.percentile(99));
    }

    /** @param nanos duration in nanoseconds */
    void work(String name, int count, String of, long nanos) {
        line("%-58s %,d %s in %.1f s, %,.0f a second", name, count, of, nanos / 1e9, count * 1e9 / nanos);
    }

    /** The server's heap after the preceding lines. */
    void memory(ServerMemory memory) {
        line("  heap of the server: %d MiB live, of at most %d", memory.live() >> 20, memory.most() >> 20);
    }

    void line(String format, Object... values) {
        var line = String.format(Locale.ROOT, format, values).stripTrailing();
        System.out.println(line);
        lines.append(line).append('\n');
    }

    void write(Path file) throws IOException {
        Files.writeString(file, lines);
    }
}

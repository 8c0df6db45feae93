package dev.latchkey.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of a process that is in RAM, as Linux counts it. */
final class ResidentMemory {

    private ResidentMemory() {}

    /** In millions of bytes. */
    static long megabytes(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            var kibibytes = lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(kibibytes) * 1024 / 1_000_000;
        }
    }
}

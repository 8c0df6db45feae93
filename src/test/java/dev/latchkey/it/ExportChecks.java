package dev.latchkey.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Checks exports of the audit log with the program in the microbundle, as somebody without the server does. */
final class ExportChecks {

    private ExportChecks() {}

    record Verdict(String said, int exitCode) {}

    static Verdict check(Path export, Path key, Path seals) throws IOException, InterruptedException {
        var check = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("latchkey.microbundle"),
                        "dev.latchkey.audit.ExportCheck",
                        export.toString(),
                        "--key",
                        key.toString(),
                        "--seals",
                        seals.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verdict(said, check.waitFor());
    }
}

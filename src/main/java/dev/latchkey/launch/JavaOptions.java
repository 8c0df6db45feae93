package dev.latchkey.launch;

import com.sun.jna.NativeLibrary;
import com.sun.jna.StringArray;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;

/**
 * JVM options that keep the server small and let it warm up sooner. A JAR file cannot set any, so the launcher replaces its JVM
 * by one that has them, as a shell script does with {@code exec}: process id, output and signals stay the same.
 */
final class JavaOptions {

    private static final String COLLECTOR = "-XX:[+-]Use\\w+GC";

    private static final List<Choice> CHOICES = List.of(
            new Choice("-XX:+UseSerialGC", COLLECTOR),
            new Choice("-XX:MaxNewSize=48m", COLLECTOR + "|-Xmn.+|-XX:(Max)?NewSize=.+|-XX:NewRatio=.+"),
            new Choice("-XX:SurvivorRatio=3", COLLECTOR + "|-XX:(Initial|Min)?SurvivorRatio=.+"),
            new Choice("-Xms96m", "-Xms.+|-XX:(InitialHeapSize|MinHeapSize|InitialRAMPercentage)=.+"),
            new Choice("-Xmx512m", "-Xmx.+|-XX:(MaxHeapSize|MaxRAM|MaxRAMPercentage|MinRAMPercentage)=.+"),
            new Choice("-XX:MetaspaceSize=160m", "-XX:MetaspaceSize=.+"),
            // C2 compiles sooner, and into less code
            new Choice("-XX:InlineSmallCode=800", "-XX:InlineSmallCode=.+"),
            new Choice("-XX:FreqInlineSize=80", "-XX:FreqInlineSize=.+"));

    /** Of the running process; Linux alone has them. */
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
    private static final String PROGRAM = "/proc/self/exe";

    private static final int LAST_STANDARD_STREAM = 2;
    private static final int F_SETFD = 2;
    private static final int FD_CLOEXEC = 1;

    private JavaOptions() {}

    /**
     * Returns if the JVM has the options, if this is not Linux, or with a warning in the log. Otherwise the process begins anew,
     * and whatever this JVM has done is lost.
     */
    static void apply() {
        var missing = missing(ManagementFactory.getRuntimeMXBean().getInputArguments());
        if (missing.isEmpty() || !Files.isReadable(COMMAND_LINE)) {
            return;
        }
        try {
            beginAnewWith(missing);
        } catch (IOException | LinkageError e) {
            System.err.println(LogLine.of(
                    Level.WARNING,
                    "Latchkey takes more memory and time than it needs: it cannot set JVM options (" + e
                            + "); start it with " + String.join(" ", missing)));
        }
    }

    /** @param given on the command line or in the environment; what the operator has chosen stays */
    static List<String> missing(List<String> given) {
        return CHOICES.stream()
                .filter(choice -> given.stream().noneMatch(option -> option.matches(choice.instead())))
                .map(Choice::option)
                .toList();
    }

    private static void beginAnewWith(List<String> options) throws IOException {
        // byte by byte, whatever the character set of the paths
        var bytes = StandardCharsets.ISO_8859_1;
        var line = new ArrayList<>(List.of(new String(Files.readAllBytes(COMMAND_LINE), bytes).split("\0", -1)));
        line.remove(line.size() - 1);
        line.addAll(1, options);
        // not the home of the account, which may be closed to it
        System.setProperty("jna.tmpdir", System.getProperty("java.io.tmpdir"));
        var c = NativeLibrary.getInstance("c");
        closeSocketsWithThisJvm(c);
        c.getFunction("execv")
                .invokeInt(new Object[] {PROGRAM, new StringArray(line.toArray(String[]::new), bytes.name())});
        throw new IOException("execv failed");
    }

    /** A debugger or JMX may listen; the next JVM will want the same port. */
    private static void closeSocketsWithThisJvm(NativeLibrary c) throws IOException {
        try (var files = Files.newDirectoryStream(OPEN_FILES)) {
            for (var file : files) {
                var number = Integer.parseInt(file.getFileName().toString());
                if (number > LAST_STANDARD_STREAM
                        && Files.readSymbolicLink(file).toString().startsWith("socket:")) {
                    c.getFunction("fcntl").invokeInt(new Object[] {number, F_SETFD, FD_CLOEXEC});
                }
            }
        }
    }

    /** @param instead what the operator may have chosen, as a regular expression */
    private record Choice(String option, String instead) {}
}

package dev.latchkey.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import com.sun.jna.NativeLibrary;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

class JavaOptionsTest {

    private static final String[] ALL = {
        "-XX:+UseSerialGC",
        "-XX:MaxNewSize=48m",
        "-XX:SurvivorRatio=3",
        "-Xms96m",
        "-Xmx512m",
        "-XX:MetaspaceSize=160m",
        "-XX:InlineSmallCode=800",
        "-XX:FreqInlineSize=80"
    };

    @Test
    void leavesWhatTheOperatorChose() {
        assertThat(JavaOptions.missing(List.of("-Dlatchkey.http.port=8080"))).containsExactly(ALL);
        assertThat(JavaOptions.missing(List.of("-Xmx1g")))
                .containsExactly(
                        "-XX:+UseSerialGC",
                        "-XX:MaxNewSize=48m",
                        "-XX:SurvivorRatio=3",
                        "-Xms96m",
                        "-XX:MetaspaceSize=160m",
                        "-XX:InlineSmallCode=800",
                        "-XX:FreqInlineSize=80");
        assertThat(JavaOptions.missing(List.of("-XX:+UseG1GC", "-XX:MaxRAMPercentage=50")))
                .containsExactly(
                        "-Xms96m", "-XX:MetaspaceSize=160m", "-XX:InlineSmallCode=800", "-XX:FreqInlineSize=80");
        assertThat(JavaOptions.missing(List.of(
                        "-Xmn64m",
                        "-XX:SurvivorRatio=8",
                        "-Xms1g",
                        "-Xmx1g",
                        "-XX:MetaspaceSize=1m",
                        "-XX:InlineSmallCode=1",
                        "-XX:FreqInlineSize=1")))
                .containsExactly("-XX:+UseSerialGC");
    }

    @Test
    void missesNothingInAJvmThatHasThem() {
        assertThat(JavaOptions.missing(List.of(ALL))).isEmpty();
    }

    @Test
    void missesNothingInAServiceOrAContainer() throws Exception {
        for (var file : List.of("deploy/latchkey.service", "deploy/Containerfile")) {
            var words = Files.readString(Path.of(file)).split("[\\s\",]+");
            assertThat(JavaOptions.missing(List.of(words))).as(file).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(LINUX)
    void beginsAnewInTheSameProcess() throws Exception {
        var process = start("-Xmx300m");

        var lines = output(process);

        assertThat(process.waitFor()).isEqualTo(Printer.EXIT_CODE);
        assertThat(lines)
                .containsExactly(
                        "process " + process.pid(),
                        "-XX:+UseSerialGC -XX:MaxNewSize=48m -XX:SurvivorRatio=3 -Xms96m -XX:MetaspaceSize=160m"
                                + " -XX:InlineSmallCode=800 -XX:FreqInlineSize=80 -Xmx300m",
                        "two words,,größer");
    }

    @Test
    @EnabledOnOs(LINUX)
    void leavesThePortsToTheNextJvm() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var process = start(
                "-Dcom.sun.management.jmxremote.port=" + port,
                "-Dcom.sun.management.jmxremote.authenticate=false",
                "-Dcom.sun.management.jmxremote.ssl=false",
                "-Dcom.sun.management.jmxremote.host=127.0.0.1");

        assertThat(output(process)).contains("process " + process.pid());
        assertThat(process.waitFor()).isEqualTo(Printer.EXIT_CODE);
    }

    private static Process start(String... options) throws Exception {
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + File.separator + "bin/java"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                home(JavaOptions.class)
                        + File.pathSeparator
                        + home(Printer.class)
                        + File.pathSeparator
                        + home(NativeLibrary.class),
                Printer.class.getName()));
        command.addAll(List.of("two words", "", "größer"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    private static Path home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static List<String> output(Process process) throws Exception {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** Prints its process, options and arguments once it has the options. */
    static final class Printer {

        static final int EXIT_CODE = 7;

        private Printer() {}

        public static void main(String[] args) {
            JavaOptions.apply();
            System.out.println("process " + ProcessHandle.current().pid());
            System.out.println(
                    String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
            System.out.println(String.join(",", args));
            System.exit(EXIT_CODE);
        }
    }
}

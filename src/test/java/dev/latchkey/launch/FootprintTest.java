package dev.latchkey.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In a JVM of its own, because the options hold for a whole JVM. */
class FootprintTest {

    @Test
    void leavesLessOfTheHeapFreeThanTheJvmDoes() throws Exception {
        assertThat(freeHeap()).isEqualTo("20 to 40");
    }

    @Test
    void leavesWhatTheOperatorChose() throws Exception {
        assertThat(freeHeap("-XX:MinHeapFreeRatio=5")).isEqualTo("5 to 70");
        assertThat(freeHeap("-XX:MaxHeapFreeRatio=15", "-XX:MinHeapFreeRatio=10"))
                .isEqualTo("10 to 15");
    }

    private static String freeHeap(String... options) throws Exception {
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + File.separator + "bin/java"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp", home(Footprint.class) + File.pathSeparator + home(Printer.class), Printer.class.getName()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static Path home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Prints the free part of the heap, in percent. */
    static final class Printer {

        private Printer() {}

        public static void main(String[] args) {
            Footprint.limitFreeHeap();
            var machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            System.out.println(machine.getVMOption("MinHeapFreeRatio").getValue() + " to "
                    + machine.getVMOption("MaxHeapFreeRatio").getValue());
        }
    }
}

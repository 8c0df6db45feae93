package dev.latchkey.launch;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Keeps the resident memory of the server small. The JVM leaves up to 70 % of its heap free by default, and the C library
 * keeps what the compilers used at the start.
 */
final class Footprint {

    private static final String LEAST_FREE = "MinHeapFreeRatio";
    private static final String MOST_FREE = "MaxHeapFreeRatio";
    private static final String LEAST_FREE_PERCENT = "20";
    private static final String MOST_FREE_PERCENT = "40";

    private static final int MINUTES_BETWEEN_RETURNS = 1;

    private Footprint() {}

    /** Sets the free part of the heap after a collection, unless the operator has set it. */
    static void limitFreeHeap() {
        var machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (List.of(LEAST_FREE, MOST_FREE).stream()
                .allMatch(option -> machine.getVMOption(option).getOrigin() == VMOption.Origin.DEFAULT)) {
            machine.setVMOption(LEAST_FREE, LEAST_FREE_PERCENT);
            machine.setVMOption(MOST_FREE, MOST_FREE_PERCENT);
        }
    }

    /** Returns what the C library keeps to the operating system, once a minute from now on. */
    static void returnFreeMemory() {
        var clock = new ScheduledThreadPoolExecutor(1, work -> {
            var thread = new Thread(work, "return of free memory");
            thread.setDaemon(true);
            return thread;
        });
        // Its first failure ends it: older JDKs, and systems other than Linux, lack the command.
        clock.scheduleWithFixedDelay(Footprint::trim, 0, MINUTES_BETWEEN_RETURNS, TimeUnit.MINUTES);
    }

    private static void trim() {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            null,
                            null);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.latchkey.launch;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.boot.PayaraMicroBoot;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.ObjectName;
import sun.misc.Signal;

/**
 * Ends the process within 20 seconds. At a signal, first every request is answered, then the application stops, and only then
 * the JVM: its shutdown hooks run side by side, and those of log and embedded database would not wait for a request.
 */
final class Stop {

    private static final int SECONDS = 20;

    /** {@code StoppingMXBean} of the listener. */
    private static final String LISTENER = "dev.latchkey:type=Listener";

    private static final Logger SERVER = Logger.getLogger("PayaraMicro");

    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private Stop() {}

    /** @param signal the name without SIG */
    static void onSignal(String signal, PayaraMicroBoot server) {
        try {
            Signal.handle(new Signal(signal), received -> stop(server, 128 + received.getNumber()));
        } catch (IllegalArgumentException e) {
            // With -Xrs, the operating system ends the process.
        }
    }

    private static void stop(PayaraMicroBoot server, int exitCode) {
        if (BEGUN.compareAndSet(false, true)) {
            System.out.println(LogLine.of(Level.INFO, "Latchkey is stopping"));
            haltIfNotStopped(exitCode);
            var stop = new Thread(() -> stopInOrder(server, exitCode), "stop");
            // as the thread of the signal is a daemon: the JVM would end with code 0 when the server's threads have
            // ended
            stop.setDaemon(false);
            stop.start();
        }
    }

    private static void stopInOrder(PayaraMicroBoot server, int exitCode) {
        var console = System.err;
        try {
            ManagementFactory.getPlatformMBeanServer().invoke(new ObjectName(LISTENER), "endConnections", null, null);
        } catch (JMException | RuntimeException e) {
            warn(console, e);
        }
        hideWhatTheServerPrints();
        try {
            server.shutdown();
        } catch (BootstrapException | RuntimeException e) {
            warn(console, e);
        }
        LogManager.getLogManager().reset();
        System.exit(exitCode);
    }

    private static void warn(PrintStream console, Exception e) {
        console.println(LogLine.of(Level.WARNING, "Latchkey did not stop in order: " + e));
    }

    /** Ends a server that failed to start. */
    static void with(int exitCode) {
        hideWhatTheServerPrints();
        haltIfNotStopped(exitCode);
        System.exit(exitCode);
    }

    private static void hideWhatTheServerPrints() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        // a shutdown hook of the server gives this logger a handler of its own, which ignores the format of the log
        SERVER.setFilter(said -> false);
    }

    /** The shutdown of a server may never finish. */
    private static void haltIfNotStopped(int exitCode) {
        var watch = new Thread(() -> {
            try {
                Thread.sleep(SECONDS * 1000L);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(exitCode);
        });
        watch.setDaemon(true);
        watch.start();
    }
}

package dev.latchkey.launch;

import dev.latchkey.platform.configuration.BadConfiguration;
import dev.latchkey.shared.JavaVersion;
import fish.payara.micro.boot.PayaraMicroBoot;
import fish.payara.micro.boot.PayaraMicroLauncher;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The main class of the microbundle. Exits with code 1 and one line on stderr when a setting is invalid or the application
 * refuses the database, and with code 1 when server or application fail to start; otherwise runs until SIGTERM or Ctrl-C.
 */
public final class Launcher {

    private static final int FAILURE = 1;
    private static final String RESET_ADMIN = "--reset-admin";

    /** The application logs here why it does not start. */
    private static final Logger REFUSALS = Logger.getLogger("dev.latchkey.platform.persistence.SchemaMigration");

    private static volatile String failure = "Latchkey cannot start: the application failed, see the log above";

    private Launcher() {}

    /**
     * Settings are environment variables or system properties.
     *
     * @param args none, {@code --reset-admin LOGIN} to restore access for an administrator with a lost password, or {@code
     *     --move-to-postgresql} to copy the data of the embedded database to PostgreSQL and end
     */
    public static void main(String[] args) {
        var fault = JavaVersion.fault(Runtime.version().feature());
        if (fault.isPresent()) {
            fail("Latchkey cannot start: " + fault.get());
            return;
        }
        var settings = new SettingSource(System.getProperties(), System.getenv());
        if (args.length == 1 && args[0].equals(MoveToPostgresql.ARGUMENT)) {
            move(settings);
            return;
        }
        if (args.length == 2 && args[0].equals(RESET_ADMIN)) {
            System.setProperty("latchkey.reset.admin", args[1]);
        } else if (args.length > 0) {
            fail("Latchkey takes no arguments but " + RESET_ADMIN + " LOGIN and " + MoveToPostgresql.ARGUMENT + " ("
                    + String.join(" ", args) + "); use environment variables such as " + HttpListener.PORT);
            return;
        }
        try {
            LogLine.choose(settings);
            JavaOptions.apply();
            start(Configuration.from(settings));
        } catch (BadConfiguration e) {
            fail("Latchkey cannot start: " + e.getMessage());
        }
    }

    private static void move(SettingSource settings) {
        try {
            MoveToPostgresql.run(settings);
            System.out.println("The data is in PostgreSQL. Start Latchkey with the same " + PostgresqlServer.URL
                    + " and " + DataDirectory.VARIABLE + ".");
        } catch (BadConfiguration | IllegalStateException e) {
            fail("Latchkey cannot move the data: " + BadConfiguration.oneLine(String.valueOf(e.getMessage())));
        }
    }

    private static void start(Configuration configuration) {
        configuration.warnings().forEach(line -> System.err.println(LogLine.of(Level.WARNING, line)));
        configuration.systemProperties().forEach(System::setProperty);
        var listener = configuration.listener();
        listener.certificate().map(ServerCertificate::tls).ifPresent(ListenerTls::use);
        REFUSALS.setFilter(Launcher::silenceServer);
        Footprint.limitFreeHeap();
        PayaraMicroBoot server;
        try {
            server = PayaraMicroLauncher.create(
                    new String[] {"--nohazelcast", "--disablephonehome", "--port", Integer.toString(listener.port())});
            // The server keeps running and reports the application as deployed even if a startup bean failed.
            if (!listener.answers()) {
                fail(failure);
                return;
            }
        } catch (Exception e) {
            fail("Latchkey cannot start: the server failed, see the log above (" + e + ")");
            return;
        }
        Footprint.returnFreeMemory();
        Stop.onSignal("TERM", server);
        Stop.onSignal("INT", server);
        System.out.println(LogLine.of(Level.INFO, "Latchkey is ready: " + listener.url()));
    }

    /** Keeps the application's line for the end: the server would bury it under stack traces. */
    private static boolean silenceServer(LogRecord refusal) {
        failure = refusal.getMessage();
        for (var handler : Logger.getLogger("").getHandlers()) {
            handler.setFilter(record -> false);
        }
        return false;
    }

    private static void fail(String line) {
        System.err.println(LogLine.of(Level.SEVERE, line));
        Stop.with(FAILURE);
    }
}

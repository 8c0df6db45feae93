package dev.latchkey.bench;

import dev.latchkey.it.LatchkeyServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A Payara Micro as it comes, with a constant servlet and a constant resource: what the server itself costs. */
final class BarePayara implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    private final LatchkeyServer server;
    private final double secondsToStart;
    private final Call servlet;
    private final Call resource;
    private long answers;

    /** Starts it and warms it up. */
    BarePayara(Path folder) throws IOException {
        var war = folder.resolve("bare.war");
        ShrinkWrap.create(WebArchive.class)
                .addClasses(ConstantServlet.class, ConstantResource.class)
                .as(ZipExporter.class)
                .exportTo(war.toFile(), true);
        var start = System.nanoTime();
        server = LatchkeyServer.startPayara(war);
        secondsToStart = (System.nanoTime() - start) / 1e9;
        servlet = constant("constant servlet", ConstantServlet.PATH);
        resource = constant("constant JAX-RS resource", ConstantResource.PATH);
        answers = Load.untilWarm(servlet, CONNECTIONS).answers();
        Load.untilWarm(resource, CONNECTIONS);
    }

    private Call constant(String name, String path) {
        return Call.of(name, server.port(), List.of(Call.get(path, "")), ConstantServlet.ANSWER);
    }

    Load servlet(int connections, Duration time) throws IOException {
        var load = Load.of(servlet, connections, time);
        answers += load.answers();
        return load;
    }

    Load resource(int connections, Duration time) throws IOException {
        return Load.of(resource, connections, time);
    }

    double secondsToStart() {
        return secondsToStart;
    }

    long pid() {
        return server.pid();
    }

    /** Stops the server, after comparing the number of answers it has given with the number of those that were measured. */
    @Override
    public void close() {
        var given = server.api().get(ConstantServlet.ANSWERS).text();
        server.close();
        if (!given.equals(Long.toString(answers))) {
            throw new IllegalStateException("The servlet gave " + given + " answers, measured are " + answers);
        }
    }
}

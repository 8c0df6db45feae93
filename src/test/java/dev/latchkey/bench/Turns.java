package dev.latchkey.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures calls in turns with the constant answers of a bare Payara Micro, one server at a time under load, so that a
 * machine that becomes slower changes the rates but not the ratios.
 */
final class Turns {

    private static final int ROUNDS = 3;
    private static final Duration CONSTANT = Duration.ofSeconds(1);
    private static final Duration CALL = Duration.ofSeconds(2);

    private final BarePayara bare;
    private final Report report;

    /** Of all calls measured so far, by number of connections. */
    private final Map<Integer, Load> servlets = new TreeMap<>();

    private final Map<Integer, Load> resources = new TreeMap<>();

    Turns(BarePayara bare, Report report) {
        this.bare = bare;
        this.report = report;
    }

    Load measure(Call call, int connections) throws IOException {
        var servlet = bare.servlet(connections, CONSTANT);
        var resource = bare.resource(connections, CONSTANT);
        var load = Load.of(call, connections, CALL);
        for (int i = 1; i < ROUNDS; i++) {
            servlet = servlet.and(bare.servlet(connections, CONSTANT));
            resource = resource.and(bare.resource(connections, CONSTANT));
            load = load.and(Load.of(call, connections, CALL));
        }
        report.row(call.name(), connections, load, servlet, resource);
        servlets.merge(connections, servlet, Load::and);
        resources.merge(connections, resource, Load::and);
        return load;
    }

    /** Reports the constant answers themselves. */
    void reportConstants() {
        servlets.forEach((connections, servlet) -> report.row(
                "constant servlet of a bare Payara Micro",
                connections,
                servlet,
                servlet,
                resources.getOrDefault(connections, servlet)));
        resources.forEach((connections, resource) -> report.row(
                "constant JAX-RS resource of a bare Payara Micro",
                connections,
                resource,
                servlets.getOrDefault(connections, resource),
                resource));
    }
}

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

    /** Of all turns so far, by number of connections. */
    private final Map<Integer, Constants> constants = new TreeMap<>();

    private record Constants(Load servlet, Load resource) {

        Constants and(Constants other) {
            return new Constants(servlet.and(other.servlet), resource.and(other.resource));
        }
    }

    Turns(BarePayara bare, Report report) {
        this.bare = bare;
        this.report = report;
    }

    Load measure(Call call, int connections) throws IOException {
        var beside = constants(connections);
        var load = Load.of(call, connections, CALL);
        for (int i = 1; i < ROUNDS; i++) {
            beside = beside.and(constants(connections));
            load = load.and(Load.of(call, connections, CALL));
        }
        report.row(call.name(), connections, load, beside.servlet(), beside.resource());
        constants.merge(connections, beside, Constants::and);
        return load;
    }

    private Constants constants(int connections) throws IOException {
        return new Constants(bare.servlet(connections, CONSTANT), bare.resource(connections, CONSTANT));
    }

    /** Reports the constant answers themselves. */
    void reportConstants() {
        constants.forEach((connections, bare) -> report.row(
                "constant servlet of a bare Payara Micro",
                connections,
                bare.servlet(),
                bare.servlet(),
                bare.resource()));
        constants.forEach((connections, bare) -> report.row(
                "constant JAX-RS resource of a bare Payara Micro",
                connections,
                bare.resource(),
                bare.servlet(),
                bare.resource()));
    }
}

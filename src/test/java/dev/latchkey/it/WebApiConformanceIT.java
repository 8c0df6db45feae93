package dev.latchkey.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import jakarta.json.JsonObject;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Scripts and clients written for the reference product work unchanged: its recorded exchanges, replayed. */
@OnEveryServer
class WebApiConformanceIT {

    @TestFactory
    Stream<DynamicContainer> answersAsTheReferenceProductDoes() {
        var replay = new Conformance(LatchkeyServer.shared().api());
        return Conformance.scenarios().stream()
                .map(scenario -> dynamicContainer(scenario.getString("scenario"), steps(replay, scenario)));
    }

    private static Stream<DynamicTest> steps(Conformance replay, JsonObject scenario) {
        var steps = scenario.getJsonArray("steps").getValuesAs(JsonObject.class);
        return IntStream.range(0, steps.size()).mapToObj(i -> {
            var step = steps.get(i);
            return dynamicTest(
                    i + 1 + " " + step.getString("method") + " " + step.getString("path") + " → "
                            + step.getInt("status"),
                    () -> assertThat(replay.replay(step)).isEmpty());
        });
    }
}

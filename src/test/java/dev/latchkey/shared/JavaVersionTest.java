package dev.latchkey.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaVersionTest {

    @ParameterizedTest
    @ValueSource(ints = {17, 21, 23})
    void takesAJavaWhosePolicyGrantsRoles(int feature) {
        assertThat(JavaVersion.fault(feature)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 25, 26})
    void refusesANewerOneInOneLineThatSaysWhichToTake(int feature) {
        assertThat(JavaVersion.fault(feature))
                .hasValue("Java " + feature
                        + " is too new: the server would refuse every role; run Latchkey on Java 17 or 21");
    }
}

package dev.latchkey.token.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.inventory.InventoryParameters;
import dev.latchkey.platform.rest.AlsoTakes;
import org.junit.jupiter.api.Test;

class TakesFilterTest {

    @Test
    void namesEveryParameterOfAFilter() {
        assertThat(TakesFilter.class.getAnnotation(AlsoTakes.class).value())
                .containsExactlyElementsOf(InventoryParameters.NAMES);
    }
}

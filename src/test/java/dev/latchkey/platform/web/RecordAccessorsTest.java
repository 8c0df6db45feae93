package dev.latchkey.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.el.ELContext;
import jakarta.el.ELException;
import jakarta.el.ELResolver;
import jakarta.el.FunctionMapper;
import jakarta.el.VariableMapper;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordAccessorsTest {

    private final ELContext context = new ELContext() {
        @Override
        public @Nullable ELResolver getELResolver() {
            return null;
        }

        @Override
        public @Nullable FunctionMapper getFunctionMapper() {
            return null;
        }

        @Override
        public @Nullable VariableMapper getVariableMapper() {
            return null;
        }
    };
    private final RecordAccessors accessors = new RecordAccessors();

    /** What a page shows. */
    public record Shown(String name, @Nullable String mail) {

        @Override
        public String name() {
            if (name.isEmpty()) {
                throw new IllegalStateException("no name");
            }
            return name;
        }

        public String initial() {
            return name.substring(0, 1);
        }
    }

    private record Hidden(String name) {}

    @Test
    void callsAccessorsOfRecords() {
        assertThat(call(new Shown("Ann", null), "name")).isEqualTo("Ann");
        assertThat(context.isPropertyResolved()).isTrue();
    }

    @Test
    void resolvesAnAccessorThatReturnsNull() {
        assertThat(call(new Shown("Ann", null), "mail")).isNull();
        assertThat(context.isPropertyResolved()).isTrue();
    }

    @Test
    void throwsWhatAnAccessorThrows() {
        assertThatThrownBy(() -> call(new Shown("", null), "name"))
                .isInstanceOf(ELException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    static Stream<Object[]> others() {
        return Stream.of(
                new Object[] {new Shown("Ann", null), "initial"},
                new Object[] {new Shown("Ann", null), "toString"},
                new Object[] {new Hidden("Ann"), "name"},
                new Object[] {"Ann", "length"},
                new Object[] {null, "name"});
    }

    @ParameterizedTest
    @MethodSource("others")
    void leavesOtherMethodsToOtherResolvers(@Nullable Object base, String method) {
        assertThat(call(base, method)).isNull();
        assertThat(context.isPropertyResolved()).isFalse();
    }

    @Test
    void leavesMethodsWithParametersToOtherResolvers() {
        assertThat(accessors.invoke(context, new Shown("Ann", null), "name", null, new Object[] {1}))
                .isNull();
        assertThat(context.isPropertyResolved()).isFalse();
    }

    private @Nullable Object call(@Nullable Object base, String method) {
        context.setPropertyResolved(false);
        return accessors.invoke(context, base, method, null, new Object[0]);
    }
}

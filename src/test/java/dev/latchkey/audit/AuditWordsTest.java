package dev.latchkey.audit;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Message;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event has words for the Audit log page. */
class AuditWordsTest {

    private static final Map<Class<?>, Object> SAMPLES = Map.ofEntries(
            entry(long.class, 1L),
            entry(Long.class, 1L),
            entry(int.class, 1),
            entry(Integer.class, 1),
            entry(boolean.class, true),
            entry(String.class, "text"),
            entry(Instant.class, Instant.EPOCH),
            entry(LocalDate.class, LocalDate.EPOCH),
            entry(Collection.class, List.of("text")),
            entry(List.class, List.of("text")),
            entry(Set.class, Set.of("text")),
            entry(Map.class, Map.of("text", "text")));

    static Stream<Class<?>> events() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.latchkey").stream()
                        .filter(type -> type.isAssignableTo(DomainEvent.class) && !type.isInterface())
                        .map(JavaClass::reflect);
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventHasWords(Class<?> event) {
        var action = DomainEvent.action(event);
        assertThat(action).hasSizeLessThanOrEqualTo(60);
        assertThat(Message.bundle(Locale.ENGLISH).containsKey("audit.action." + action))
                .as("audit.action.%s in messages.properties", action)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyDetailHasWords(Class<? extends DomainEvent> event) throws ReflectiveOperationException {
        assertThat(sample(event).details().keySet())
                .allSatisfy(detail -> assertThat(Message.bundle(Locale.ENGLISH).containsKey("audit.detail." + detail))
                        .as("audit.detail.%s in messages.properties", detail)
                        .isTrue());
    }

    /** The event with a value in each component. */
    private static <T> T sample(Class<T> event) throws ReflectiveOperationException {
        var types = Arrays.stream(event.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        var constructor = event.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        var values = new Object[types.length];
        for (var i = 0; i < types.length; i++) {
            values[i] = value(types[i]);
        }
        return constructor.newInstance(values);
    }

    private static Object value(Class<?> type) throws ReflectiveOperationException {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isRecord()) {
            return sample(type);
        }
        return Optional.ofNullable(SAMPLES.get(type))
                .orElseThrow(() -> new IllegalStateException("add a sample of " + type));
    }
}

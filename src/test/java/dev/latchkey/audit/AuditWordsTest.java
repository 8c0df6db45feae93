package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.Message;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event has words for the Audit log page. */
class AuditWordsTest {

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
}

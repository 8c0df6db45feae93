package dev.latchkey;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.inject.Named;
import java.beans.Introspector;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages name only beans that exist, and take their text from the bundles. No compiler checks EL and XHTML. */
class ViewsTest {

    /** Keywords of EL, and the objects that Jakarta Faces offers to every page. */
    private static final Set<String> OF_THE_LANGUAGE = Set.of(
            "and",
            "or",
            "not",
            "empty",
            "eq",
            "ne",
            "lt",
            "gt",
            "le",
            "ge",
            "div",
            "mod",
            "true",
            "false",
            "null",
            "instanceof",
            "cc",
            "component",
            "facesContext",
            "flash",
            "msg",
            "param",
            "request",
            "requestScope",
            "resource",
            "session",
            "view");

    /** The bean that describes the reader; every page may use it. */
    private static final String READER = "callerView";

    /** Attributes whose text a reader sees or hears. */
    private static final Set<String> VISIBLE = Set.of(
            "value",
            "label",
            "itemLabel",
            "title",
            "alt",
            "placeholder",
            "header",
            "headerText",
            "footerText",
            "aria-label",
            "ariaLabel",
            "hint",
            "summary",
            "emptyMessage",
            "converterMessage",
            "requiredMessage",
            "validatorMessage");

    /** The product's name is the same in every language. */
    private static final Pattern PRODUCT = Pattern.compile("Latchkey");

    /** The beans that pages may name, with their features. */
    private static final Map<String, String> BEANS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.latchkey").stream()
                    .filter(type -> type.isAnnotatedWith(Named.class))
                    .collect(
                            toMap(type -> Introspector.decapitalize(type.getSimpleName()), type -> type.getPackageName()
                                    .split("\\.")[2]));

    static Iterable<View> views() throws IOException {
        return View.all();
    }

    @ParameterizedTest
    @MethodSource("views")
    void namesOnlyBeansOfItsOwnFeature(View view) throws IOException {
        var beans = beans(view);

        assertThat(BEANS.keySet()).as("beans that %s names", view.name()).containsAll(beans);
        var features = beans.stream().map(BEANS::get).collect(toSet());
        if (BEANS.containsValue(view.folder())) {
            assertThat(features)
                    .as("features whose beans %s names: %s", view.name(), beans)
                    .isSubsetOf(view.folder());
        } else {
            assertThat(features)
                    .as("a fragment that several pages share belongs to one feature; %s names %s", view.name(), beans)
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    private static Set<String> beans(View view) throws IOException {
        var names = new HashSet<>(view.names());
        names.removeAll(OF_THE_LANGUAGE);
        names.remove(READER);
        names.removeAll(attributesOfTags());
        for (var other : View.all()) {
            names.removeAll(other.ownNames());
        }
        return names;
    }

    private static Set<String> attributesOfTags() {
        return View.read(View.WEBAPP.resolve("WEB-INF/latchkey.taglib.xml")).textsOf("name");
    }

    @ParameterizedTest
    @MethodSource("views")
    void actsOnIdsAndOnWhatItShowsNotOnNames(View view) {
        assertThat(view.expressions())
                .as("a login, name or key may belong to another object by the time the server acts on it")
                .noneMatch(expression -> expression.matches("\\w+View\\.\\w+\\(.*\\b(login|name|key)\\(\\).*\\)"));
    }

    @ParameterizedTest
    @MethodSource("views")
    void leavesOutNoAttributeOfHtml(View view) {
        assertThat(view.attributesOfHtml())
                .as(
                        "MyFaces writes an attribute even for null and false, and 'open' opens whatever its value; use data-open")
                .noneMatch(attribute -> attribute.words().matches("#\\{.*: null}")
                        || attribute.place().endsWith(" open>")
                                && attribute.words().contains("#{"));
    }

    @ParameterizedTest
    @MethodSource("views")
    void showsNoTextOfItsOwn(View view) {
        assertThat(view.texts(VISIBLE))
                .as("texts that belong in the message bundles")
                .noneMatch(text -> PRODUCT.matcher(text.words()).replaceAll("").matches(".*\\p{L}.*"));
    }
}

package dev.latchkey;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.latchkey.audit.ExportCheck;
import dev.latchkey.launch.ListenerTls;
import dev.latchkey.link.IssuedLink;
import dev.latchkey.link.LinkSecret;
import dev.latchkey.platform.web.PageScoped;
import dev.latchkey.shared.AddressRange;
import dev.latchkey.shared.DomainEvent;
import dev.latchkey.shared.JavaVersion;
import dev.latchkey.shared.PlainPath;
import dev.latchkey.shared.RequestId;
import dev.latchkey.shared.SecurityHeaders;
import dev.latchkey.token.GeneratedToken;
import dev.latchkey.token.TokenSecret;
import dev.latchkey.user.PasswordStrength;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.Serializable;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which packages may depend on which, and where each kind of code lives. */
class ArchitectureTest {

    private static final String BASE = "dev.latchkey.";

    /** Each feature, with the features that its core may depend on. */
    private static final Map<String, Set<String>> FEATURES = Map.ofEntries(
            entry("user", Set.of()),
            entry("project", Set.of("user")),
            entry("policy", Set.of("user")),
            entry("scope", Set.of("user")),
            entry("token", Set.of("user", "project", "scope", "policy", "task")),
            entry("inventory", Set.of("user", "policy", "project", "scope", "token", "task")),
            entry("audit", Set.of()),
            entry("link", Set.of("user", "scope", "token")),
            entry("notification", Set.of("user", "token", "policy", "link")),
            entry("authentication", Set.of("user", "scope", "token")),
            entry("task", Set.of("user")),
            entry("provisioning", Set.of("user", "task")),
            entry("monitoring", Set.of("user")),
            entry("backup", Set.of("user")));

    /** The other packages that every core may depend on; the rest of the platform is for pages and the API. */
    private static final Set<String> COMMON = Set.of("shared", "platform", "platform.persistence");

    private static final DescribedPredicate<JavaClass> OURS = resideInAnyPackage("dev.latchkey..");
    private static final DescribedPredicate<JavaClass> HOLDS_A_SECRET =
            describe("hold a token's value or a link's secret", type -> Stream.of(
                            TokenSecret.class, GeneratedToken.class, LinkSecret.class, IssuedLink.class)
                    .anyMatch(type::isEquivalentTo));

    /** The classes that payara-config/microbundle.xml copies into the microbundle. */
    private static final DescribedPredicate<JavaClass> COPIED = belongToAnyOf(
                    AddressRange.class,
                    JavaVersion.class,
                    PlainPath.class,
                    SecurityHeaders.class,
                    PasswordStrength.class,
                    ExportCheck.class)
            .or(resideIn("platform.configuration"));

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.latchkey");

    static Set<String> features() {
        return FEATURES.keySet();
    }

    @ParameterizedTest
    @MethodSource("features")
    void aCoreKnowsNoOtherFeaturesThanPlanned(String feature) {
        // The authentication module itself answers the API calls that it refuses: they reach no resource.
        var answers = feature.equals("authentication") ? Stream.of("platform.rest") : Stream.<String>of();
        var known = Stream.of(
                        Stream.of(feature), FEATURES.getOrDefault(feature, Set.of()).stream(), COMMON.stream(), answers)
                .flatMap(packages -> packages)
                .toArray(String[]::new);
        check(noClasses()
                .that(resideIn(feature))
                .should()
                .dependOnClassesThat(OURS.and(not(resideIn(known))))
                .because("the table of features shows what a change of one feature may break"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "notification", "monitoring"})
    void noOtherFeatureDependsOnAnObserver(String observer) {
        check(noClasses()
                .that(OURS.and(not(resideIn(observer + ".."))))
                .should()
                .dependOnClassesThat(resideIn(observer + ".."))
                .because("a feature does not know whether anything observes it"));
    }

    @Test
    void commonCodeKnowsNoFeature() {
        check(noClasses()
                .that(resideIn("shared"))
                .should()
                .dependOnClassesThat(OURS.and(not(resideIn("shared"))))
                .because("common code must not connect one feature to another"));
        check(noClasses()
                .that(resideIn("platform.."))
                .should()
                .dependOnClassesThat(OURS.and(not(resideIn("platform..", "shared"))))
                .because("the platform serves every feature, the next one too"));
    }

    @Test
    void theLauncherStandsAlone() {
        check(noClasses()
                .that(resideIn("launch"))
                .should()
                .dependOnClassesThat(OURS.and(not(resideIn("launch", "platform.configuration")))
                        .and(not(equivalentTo(AddressRange.class)))
                        .and(not(equivalentTo(JavaVersion.class)))
                        .and(not(equivalentTo(PlainPath.class)))
                        .and(not(equivalentTo(RequestId.class)))
                        .and(not(equivalentTo(PasswordStrength.class))))
                .because(
                        "it starts the server before the application's classes exist; the microbundle has copies of the"
                                + " classes that check settings, so that each rule is written once"));
        check(noClasses()
                .that(OURS.and(not(resideIn("launch", "listener"))))
                .should()
                .dependOnClassesThat(resideIn("launch"))
                .because("the WAR does not contain it: it runs on servers that others start"));
    }

    @Test
    void copiesOfTheMicrobundleAreReachedAsAnyLibrary() {
        check(noClasses()
                .that(not(COPIED))
                .should()
                .accessTargetWhere(
                        describe("is not public, of a class that is copied", ArchitectureTest::isHiddenInACopy))
                .because("the server's class loader defines the copies, so package-private access to them fails"));
    }

    private static boolean isHiddenInACopy(JavaAccess<?> access) {
        return COPIED.test(access.getTargetOwner())
                && !(access.getTargetOwner().getModifiers().contains(JavaModifier.PUBLIC)
                        && access.getTarget().resolveMember().stream()
                                .allMatch(member -> member.getModifiers().contains(JavaModifier.PUBLIC)));
    }

    @Test
    void theListenerStandsAlone() {
        check(noClasses()
                .that(resideIn("listener"))
                .should()
                .dependOnClassesThat(OURS.and(not(resideIn("listener")))
                        .and(not(equivalentTo(SecurityHeaders.class)))
                        .and(not(equivalentTo(ListenerTls.class))))
                .because("it is a library of the server in the microbundle, with a copy of the one class it needs,"
                        + " and finds the private key where the launcher leaves it"));
        check(noClasses()
                .that(OURS.and(not(resideIn("listener"))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.latchkey.listener", "org.glassfish.grizzly.."))
                .because("the WAR also runs on servers without Grizzly"));
    }

    @Test
    void everyPackageHasItsPlace() {
        var features =
                FEATURES.keySet().stream().flatMap(feature -> Stream.of(feature, feature + ".web", feature + ".rest"));
        var places = Stream.concat(Stream.of("shared", "platform", "platform.*", "launch", "listener"), features)
                .toArray(String[]::new);
        check(classes()
                .should(ArchCondition.from(resideIn(places)))
                .because("a feature's name is its folder; a new feature starts in the table of features"));
    }

    @Test
    void packagesAreFreeOfCycles() {
        check(slices().matching("dev.latchkey.(**)")
                .should()
                .beFreeOfCycles()
                .because("packages that need each other cannot be understood or tested alone"));
    }

    @Test
    void coresServePagesApiAndTimersAlike() {
        check(
                noClasses()
                        .that(resideIn(FEATURES.keySet().toArray(String[]::new)))
                        .and(not(resideIn("authentication")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "jakarta.faces..",
                                "jakarta.servlet..",
                                "jakarta.ws.rs..",
                                "org.primefaces..",
                                "org.omnifaces..")
                        .because(
                                "a rule that needs a request cannot be called by a timer (authentication: docs/decisions/0001)"));
    }

    @ParameterizedTest
    @MethodSource("features")
    void nothingDependsOnPagesOrApi(String feature) {
        for (var way : Set.of(feature + ".web", feature + ".rest")) {
            check(noClasses()
                    .that(OURS.and(not(resideIn(way))))
                    .should()
                    .dependOnClassesThat(resideIn(way))
                    .because("code that both need belongs in the core"));
        }
    }

    @Test
    void parametersInBeansAreText() {
        check(fields().that()
                .areAnnotatedWith(QueryParam.class)
                .should()
                .haveRawType(String.class)
                .because("a value that Jersey cannot convert into a field fills the log with warnings"));
    }

    @Test
    void pagesAndApiDoNotKnowEachOther() {
        check(noClasses()
                .that(resideIn("*.web"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + "platform.rest", "jakarta.ws.rs..")
                .because("a page is not a client of the API: both call the service"));
        check(noClasses()
                .that(resideIn("*.rest"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + "platform.web", "jakarta.faces..", "org.primefaces..", "org.omnifaces..")
                .because("the API does not know the pages: both call the service"));
    }

    @Test
    void onlyRepositoriesHoldAnEntityManager() {
        check(noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Repository")
                .and(not(resideIn("platform.persistence")))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(EntityManager.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(EntityManagerFactory.class)
                .because("all queries of a feature are in one class, where their indexes are planned together"));
        check(classes()
                .that()
                .haveSimpleNameEndingWith("Repository")
                .should()
                .bePackagePrivate()
                .because("the service checks permissions: a call past it would skip them"));
    }

    @Test
    void timeComesFromTheClock() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName(BASE + "platform.Clocks")
                .should()
                .accessTargetWhere(describe("reads the machine's clock", ArchitectureTest::readsTheMachinesClock))
                .because("with an injected Clock, every rule about time can be tested at any time"));
    }

    private static boolean readsTheMachinesClock(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        var owner = target.getOwner();
        var given = target.getRawParameterTypes();
        return switch (target.getName()) {
            case "now" ->
                owner.getPackageName().startsWith("java.time")
                        && given.stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
            case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
            case "getInstance" -> owner.isEquivalentTo(Calendar.class);
            case JavaConstructor.CONSTRUCTOR_NAME -> owner.isEquivalentTo(Date.class) && given.isEmpty();
            default -> owner.isEquivalentTo(Clock.class) && target.getName().startsWith("system");
        };
    }

    @Test
    void aTokensValueIsKeptByNothingThatLasts() {
        check(noFields()
                .that()
                .haveRawType(HOLDS_A_SECRET)
                .should()
                .beDeclaredInClassesThat()
                .areAssignableTo(Serializable.class)
                .because("the server serializes sessions, page state and exceptions"));
        check(classes()
                .that(HOLDS_A_SECRET)
                .should()
                .notBeAssignableTo(Serializable.class)
                .because("a class that cannot be serialized cannot leak that way"));
        check(noClasses()
                .that()
                .areAssignableTo(DomainEvent.class)
                .should()
                .dependOnClassesThat(HOLDS_A_SECRET)
                .because("the audit log keeps events for good"));
        check(noClasses()
                .that(not(resideIn("token.web", "token.rest", "link.web")))
                .should()
                .callMethod(TokenSecret.class, "reveal")
                .because("the page or the API shows the value once; no other code reads it"));
    }

    @Test
    void beansOfPagesKeepOnlyWhatAnotherServerCanRead() {
        check(classes()
                .that()
                .areAnnotatedWith(PageScoped.class)
                .should()
                .beAssignableTo(Serializable.class)
                .because("the database keeps them between two requests (docs/decisions/0031)"));
        check(fields().that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(PageScoped.class)
                .and()
                .areAnnotatedWith(Inject.class)
                .should()
                .haveModifier(JavaModifier.TRANSIENT)
                .because("they are injected again by the server that goes on"));
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.faces.view.ViewScoped")
                .because("Faces keeps such beans in the memory of one server"));
    }

    @Test
    void namesTellTheKindOfAClass() {
        check(classes()
                .that()
                .areAnnotatedWith(Named.class)
                .or()
                .haveSimpleNameEndingWith("View")
                .should()
                .haveSimpleNameEndingWith("View")
                .andShould()
                .beAnnotatedWith(Named.class)
                .andShould(ArchCondition.from(resideIn("*.web")))
                .because("user/list.xhtml, user.web.UserListView and #{userListView} lead to each other"));
        check(classes()
                .that()
                .areAnnotatedWith(Path.class)
                .or()
                .haveSimpleNameEndingWith("Resource")
                .should()
                .haveSimpleNameEndingWith("Resource")
                .andShould()
                .beAnnotatedWith(Path.class)
                .andShould(ArchCondition.from(resideIn("*.rest")))
                .because("a reader finds the calls of the API by name"));
    }

    @Test
    void theApiGetsEnterpriseBeansByEjb() {
        check(fields().that()
                .areDeclaredInClassesThat(resideIn("*.rest"))
                .and()
                .haveRawType(describe(
                        "an enterprise bean",
                        type -> type.isAnnotatedWith(Stateless.class) || type.isAnnotatedWith(Singleton.class)))
                .should()
                .beAnnotatedWith(EJB.class)
                .because("Payara looks an injected bean up at each call, and throws an exception on the way"
                        + " (docs/decisions/0027)"));
    }

    @Test
    void aClassHasAtMostFiveInjectionPoints() {
        check(classes()
                .should(haveAtMostInjectionPoints(5))
                .because("a class that needs more does more than one thing"));
    }

    private static ArchCondition<JavaClass> haveAtMostInjectionPoints(int most) {
        return new ArchCondition<>("have at most " + most + " injection points") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var points = type.getFields().stream()
                        .filter(ArchitectureTest::isInjected)
                        .map(JavaField::getName)
                        .toList();
                events.add(new SimpleConditionEvent(
                        type, points.size() <= most, type.getName() + " has " + points.size() + ": " + points));
            }
        };
    }

    private static boolean isInjected(JavaField field) {
        return Stream.of(Inject.class, EJB.class, Resource.class, PersistenceContext.class)
                .anyMatch(field::isAnnotatedWith);
    }

    private static DescribedPredicate<JavaClass> resideIn(String... packages) {
        return resideInAnyPackage(Stream.of(packages).map(BASE::concat).toArray(String[]::new));
    }

    private static void check(ArchRule rule) {
        rule.check(CODE);
    }
}

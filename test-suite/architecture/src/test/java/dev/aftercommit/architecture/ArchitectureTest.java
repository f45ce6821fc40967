package dev.aftercommit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final String ROOT = "dev.aftercommit";

    /** Each package with those that it may use. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry("", Set.of()),
            entry(".spi", Set.of("")),
            entry(".barrier", Set.of("")),
            entry(".internal.log", Set.of("", ".spi", ".barrier")),
            entry(".internal.compat", Set.of("", ".spi", ".internal.log")),
            entry(".internal.jfr", Set.of("", ".internal.log")),
            entry(".internal.settings", Set.of("", ".internal.log")),
            entry(".internal.token", Set.of("", ".internal.log")),
            entry(
                    ".internal.transaction",
                    Set.of(
                            "",
                            ".spi",
                            ".barrier",
                            ".internal.log",
                            ".internal.compat",
                            ".internal.jfr",
                            ".internal.token")),
            entry(
                    ".internal.callback",
                    Set.of("", ".spi", ".internal.log", ".internal.compat", ".internal.transaction")),
            entry(
                    ".internal.boot",
                    Set.of(
                            "",
                            ".spi",
                            ".internal.log",
                            ".internal.compat",
                            ".internal.transaction",
                            ".internal.settings",
                            ".internal.callback",
                            ".internal.barrier",
                            ".internal.jta",
                            ".cdi")),
            entry(
                    ".internal.barrier",
                    Set.of(
                            "",
                            ".spi",
                            ".barrier",
                            ".internal.log",
                            ".internal.settings",
                            ".internal.token",
                            ".internal.transaction")),
            entry(".internal.jta", Set.of("", ".spi", ".internal.log", ".internal.compat", ".internal.transaction")),
            entry(".cdi", Set.of("")),
            entry(".messaging", Set.of("", ".barrier", ".internal.log")),
            entry(".spring", Set.of("", ".spi", ".internal.log", ".internal.transaction")),
            entry(".testing", Set.of("", ".spi", ".internal.log", ".internal.transaction")));

    private static final Pattern BANNED_WORD = Pattern.compile("(?i)(hook|handler|manager|helper|util)s?");
    private static final Pattern BANNED_PHRASE = Pattern.compile("(^on|On)Commit");

    private static final JavaClasses JAR = Jar.importClasses();

    @Test
    void everyPackageHasItsPlace() {
        assertThat(JAR.stream().map(JavaClass::getPackageName).distinct())
                .contains(ROOT)
                .allSatisfy(name -> assertThat(ARROWS).containsKey(name.substring(ROOT.length())));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyThoseBeforeIt(String name) {
        Set<String> allowed = new TreeSet<>();
        allowed.add(ROOT + name);
        ARROWS.get(name).forEach(other -> allowed.add(ROOT + other));
        DescribedPredicate<JavaClass> foreign =
                describe("foreign", type -> !type.getPackageName().startsWith(ROOT));
        DescribedPredicate<JavaClass> before =
                describe("in one of " + allowed, type -> allowed.contains(type.getPackageName()));
        classes()
                .that(describe(
                        "in " + ROOT + name, type -> type.getPackageName().equals(ROOT + name)))
                .should()
                .onlyDependOnClassesThat(foreign.or(before))
                .allowEmptyShould(true)
                .check(JAR);
    }

    static Stream<String> packages() {
        return ARROWS.keySet().stream().sorted();
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().assignedFrom(new EveryPackage()).should().beFreeOfCycles().check(JAR);
    }

    @Test
    void nothingUsesWhatIsInternalToHibernate() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.hibernate..internal.."))
                .check(JAR);
    }

    @Test
    void onlyThePackageCdiUsesCdiAndTheSearchForTheFactoryOfATest() {
        onlyMayUse("jakarta.inject..", "cdi");
        onlyMayUse("jakarta.enterprise..", "cdi", "FactoryOfTest");
    }

    @Test
    void onlyThePackageSpringUsesSpringAndTheExtensionOfTests() {
        onlyMayUse("org.springframework..", "spring", "CaptureAfterCommitExtension");
    }

    @Test
    void onlyThePackageMessagingUsesJakartaMessaging() {
        onlyMayUse("jakarta.jms..", "messaging");
    }

    @Test
    void onlyTheExtensionUsesJunit() {
        onlyMayUse("org.junit..", "CaptureAfterCommitExtension");
    }

    @Test
    void onlyTheAssertionsUseAssertj() {
        onlyMayUse("org.assertj..", "CapturedCallbacksAssert");
    }

    @Test
    void onlyTheEndOfItsTestTransactionsUsesQuarkus() {
        onlyMayUse("io.quarkus..", "QuarkusTestTransaction");
    }

    private static void onlyMayUse(String packages, String... packagesOrClasses) {
        noClasses()
                .that(not(nameMatching(".*\\.(" + String.join("|", packagesOrClasses) + ")\\b.*")))
                .should()
                .dependOnClassesThat(resideInAPackage(packages))
                .check(JAR);
    }

    @Test
    void onlyEventsUseJdkFlightRecorderWhichARuntimeMayLack() {
        noClasses()
                .that()
                .haveNameNotMatching(ROOT.replace(".", "\\.") + "\\.internal\\.jfr\\.\\w+Event")
                .should()
                .dependOnClassesThat(resideInAPackage("jdk.jfr.."))
                .check(JAR);
    }

    @Test
    void namesSayWhatThingsAre() {
        assertThat(JAR.stream().filter(type -> isBanned(type.getSimpleName())).map(JavaClass::getName))
                .isEmpty();
        assertThat(JAR.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> isBanned(method.getName()) && !isInherited(method))
                        .map(JavaCodeUnit::getFullName))
                .isEmpty();
    }

    @Test
    void aBannedNameIsFoundWordByWord() {
        assertThat(List.of("CommitHook", "handlerOf", "sessionManager", "JtaUtils", "onCommit", "runOnCommit"))
                .allMatch(ArchitectureTest::isBanned);
        assertThat(List.of("AfterCommit", "unhooked", "postCommit", "transactionManagers"))
                .noneMatch(ArchitectureTest::isBanned);
    }

    /** JTA's own word may stay. */
    private static boolean isBanned(String fullName) {
        String name = fullName.replaceAll("[tT]ransactionManager", "Jta");
        return BANNED_PHRASE.matcher(name).find()
                || Stream.of(name.split("(?=[A-Z])|[_$]"))
                        .anyMatch(word -> BANNED_WORD.matcher(word).matches());
    }

    /** Hibernate, CDI and the JDK have names of their own. */
    private static boolean isInherited(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return Stream.concat(owner.getAllRawInterfaces().stream(), owner.getAllRawSuperclasses().stream())
                .filter(type -> !type.getPackageName().startsWith(ROOT))
                .anyMatch(type -> type.getMethods().stream()
                        .anyMatch(inherited -> inherited.getName().equals(method.getName())));
    }

    private static final class EveryPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getPackageName().startsWith(ROOT)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}

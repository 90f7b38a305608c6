package raconteur;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.quarkus.arc.All;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of docs/architecture.md that a machine can keep. */
class HouseRulesTest {
    /** Lowest first. A package may use those on the floors below its own, and no other on its own floor. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("platform"),
            List.of("account", "provider", "task", "source", "search"),
            List.of("ledger"),
            List.of("turn"),
            List.of("character", "knowledge"),
            List.of("conversation"),
            List.of("group", "story"),
            List.of("game", "simple", "gateway", "admin"),
            List.of("realtime"),
            List.of("web"));

    private static final JavaClasses HOUSE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("raconteur");

    /** Where time comes from; the bench measures, so it has a clock of its own. */
    private static final List<String> WIRES_TIME =
            List.of("raconteur.platform.Wiring", "raconteur.Main", "raconteur.bench.");

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final int LONGEST = 400;

    @TestFactory
    Stream<DynamicTest> aPackageUsesOnlyTheFloorsBelowIt() {
        return FLOORS.stream()
                .flatMap(List::stream)
                .filter(HouseRulesTest::isBuilt)
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> noClasses()
                                .that()
                                .resideInAPackage("raconteur.%s..".formatted(name))
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(notBelow(name))
                                .check(HOUSE)));
    }

    @Test
    void everyPackageStandsOnAFloor() {
        var known = FLOORS.stream().flatMap(List::stream).toList();

        var built = HOUSE.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("raconteur."))
                .map(HouseRulesTest::feature)
                .filter(name -> !List.of("protocol", "bench").contains(name))
                .distinct();

        assertThat(built).isSubsetOf(known);
    }

    @Test
    void noTwoFeaturesKnowEachOther() {
        slices().matching("raconteur.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @TestFactory
    Stream<DynamicTest> nobodyImportsTheEdgeOfAFeature() {
        return FLOORS.stream()
                .flatMap(List::stream)
                .filter(name -> !name.equals("platform"))
                .filter(name -> isBuilt(name + ".http"))
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> noClasses()
                                .that()
                                .resideOutsideOfPackage("raconteur.%s.http..".formatted(name))
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("raconteur.%s.http..".formatted(name))
                                .check(HOUSE)));
    }

    @Test
    void theWebFrameworkIsMetAtTheEdgesOnly() {
        noClasses()
                .that(DescribedPredicate.not(mayMeetTheFramework()))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "jakarta.ws.rs..", "io.quarkus..", "io.vertx..", "io.smallrye..")
                        .and(describe(
                                "say more than that all listeners are meant", one -> !one.isEquivalentTo(All.class))))
                .check(HOUSE);
    }

    @Test
    void theEdgeKnowsNoSql() {
        noClasses()
                .that()
                .resideInAPackage("..http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jdbi..", "java.sql..")
                .check(HOUSE);
    }

    @Test
    void nothingReadsTheClockBehindTheCallersBack() {
        noClasses()
                .that()
                .resideOutsideOfPackage("raconteur.bench..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(HOUSE);
        noClasses()
                .that(DescribedPredicate.not(describe(
                        "wire the house", (JavaClass one) -> WIRES_TIME.stream().anyMatch(one.getName()::startsWith))))
                .should()
                .callMethod(InstantSource.class, "system")
                .check(HOUSE);
    }

    @Test
    void whatAClassNeedsIsInItsConstructor() {
        noFields().should().beAnnotatedWith(Inject.class).check(HOUSE);
    }

    @Test
    void noNameSaysNothing() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Dto")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(HOUSE);
    }

    @Test
    void nobodyInheritsForReuse() {
        var open = HOUSE.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(one -> !one.isInterface() && !one.isEnum() && !one.isRecord())
                .filter(one -> !one.getSimpleName().contains("_"))
                .filter(one -> !one.getModifiers().contains(JavaModifier.FINAL))
                .filter(one -> !one.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName);

        assertThat(open).isEmpty();
    }

    @Test
    void noFileIsTooLongToRead() throws IOException {
        var tooLong = new ArrayList<String>();
        for (var file : sources()) {
            try (var lines = Files.lines(file)) {
                var count = lines.count();
                if (count > LONGEST) {
                    tooLong.add(CHECKOUT.relativize(file) + ": " + count + " lines");
                }
            }
        }

        assertThat(tooLong).isEmpty();
    }

    @Test
    void sqlStandsBesideTheDatabaseItSpeaksTo() throws IOException {
        var sql = Pattern.compile(
                "\"\\s*(select\\s.+\\sfrom\\s|insert\\s+into\\s|update\\s+\\w+\\s+set\\s|delete\\s+from\\s)",
                Pattern.DOTALL);
        var strays = new ArrayList<String>();
        for (var file : sources()) {
            var text = Files.readString(file);
            if (file.toString().contains("/server/src/main/")
                    && sql.matcher(text).find()
                    && !text.contains("org.jdbi")) {
                strays.add(CHECKOUT.relativize(file).toString());
            }
        }

        assertThat(strays).isEmpty();
    }

    /** Abuse row B11: what nobody has thought about is shut, and may not even be built. */
    @Test
    void everyEndpointSaysWhoMay() throws IOException {
        var silent = HOUSE.stream()
                .filter(one -> one.isAnnotatedWith(jakarta.ws.rs.Path.class))
                .flatMap(one -> one.getMethods().stream())
                .filter(one -> one.getAnnotations().stream()
                        .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class)))
                .filter(one -> !saysWhoMay(one) && !saysWhoMay(one.getOwner()))
                .map(JavaMethod::getFullName);
        var properties = Files.readString(CHECKOUT.resolve("server/src/main/resources/application.properties"));

        assertThat(silent).isEmpty();
        assertThat(properties).contains("quarkus.security.jaxrs.deny-unannotated-endpoints=true");
    }

    private static boolean saysWhoMay(CanBeAnnotated one) {
        return one.isAnnotatedWith(RolesAllowed.class)
                || one.isAnnotatedWith(PermitAll.class)
                || one.isAnnotatedWith(DenyAll.class);
    }

    /** Abuse row A24: what tells by its time how much of a guess was right is not used on secrets. */
    @Test
    void secretsAreComparedInConstantTime() {
        noClasses()
                .that()
                .resideInAnyPackage("raconteur.account..", "raconteur.platform", "raconteur.provider")
                .should()
                .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                .orShould()
                .callMethod(String.class, "contentEquals", CharSequence.class)
                .check(HOUSE);
        classes()
                .that()
                .haveFullyQualifiedName("raconteur.account.Tokens")
                .or()
                .haveFullyQualifiedName("raconteur.account.FirstOperator")
                .should()
                .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
                .check(HOUSE);
        noClasses()
                .that()
                .haveSimpleName("Keys")
                .or()
                .haveSimpleName("MailKeys")
                .or()
                .haveSimpleName("Invitations")
                .should()
                .callMethod(String.class, "equals", Object.class)
                .because("they find what was shown by its digest, in the database")
                .check(HOUSE);
    }

    private static List<Path> sources() throws IOException {
        var found = new ArrayList<Path>();
        for (var module : List.of("protocol", "server", "bench", "terminal", "scenarios")) {
            try (var files = Files.walk(CHECKOUT.resolve(module).resolve("src"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
            }
        }
        return found;
    }

    private static DescribedPredicate<JavaClass> mayMeetTheFramework() {
        return resideInAnyPackage(
                        "raconteur",
                        "raconteur.platform..",
                        "raconteur.realtime..",
                        "raconteur.bench..",
                        "raconteur.*.http..",
                        "raconteur.*.*.http..",
                        "raconteur.provider.*..")
                .or(describe(
                        "are where the container meets a feature",
                        one -> one.getSimpleName().endsWith("Config")
                                || one.getSimpleName().endsWith("Wiring")
                                || one.getSimpleName().equals("Lifecycle")
                                || one.getSimpleName().contains("_")))
                .as("live at an edge");
    }

    private static String feature(String packageName) {
        var rest = packageName.substring("raconteur.".length());
        var dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    private static boolean isBuilt(String name) {
        return HOUSE.stream().anyMatch(one -> (one.getPackageName() + ".").startsWith("raconteur." + name + "."));
    }

    private static String[] notBelow(String name) {
        var floor = FLOORS.indexOf(FLOORS.stream()
                .filter(names -> names.contains(name))
                .findFirst()
                .orElseThrow());
        return FLOORS.stream()
                .skip(floor)
                .flatMap(List::stream)
                .filter(other -> !other.equals(name))
                .map("raconteur.%s.."::formatted)
                .toArray(String[]::new);
    }
}

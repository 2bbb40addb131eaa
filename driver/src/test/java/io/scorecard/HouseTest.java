package io.scorecard;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house has one direction, and no more doors than are used. */
class HouseTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.scorecard");

    /** Each package, and which of ours it may know. A new package has its place here, or the build fails. */
    private static final Map<String, List<String>> KNOWS = Map.ofEntries(
            entry("functions", List.of()),
            entry("model", List.of("functions")),
            entry("source", List.of("functions", "model")),
            entry("run", List.of("functions", "model", "source")),
            entry("split", List.of("functions", "model", "source", "run")),
            entry("compiler", List.of("functions", "model", "source", "run", "split")),
            entry("session", List.of("functions", "model", "source", "run", "split", "compiler", "sample")),
            entry("driver", List.of("functions", "session", "compiler", "run")),
            entry("sample", List.of("functions", "model", "source")),
            entry("examples", List.of("functions", "source")),
            entry("proof", List.of("functions", "model", "examples")),
            entry("export", List.of("functions", "model", "source")),
            entry("cli", List.of("sample", "proof", "export")));

    /** What programs outside of the house use. */
    /** The parts of the compiler, each after those that it may know; what brings them together stands above them. */
    private static final List<String> COMPILER = List.of(
            "text", "sql", "tree", "print", "time", "measure", "catalog", "guard", "call", "state", "answer", "join",
            "face");

    private static final Set<String> PUBLIC_API = Set.of(
            "io.scorecard.driver.ScorecardDriver",
            "io.scorecard.driver.ScorecardDataSource",
            "io.scorecard.driver.ConnectionProperty",
            "io.scorecard.cli.Main",
            // The build's.
            "io.scorecard.functions.PackCatalogue");

    @Test
    void meaningKnowsNeitherCalciteNorJdbc() {
        check(noClasses()
                .that()
                .resideInAPackage("io.scorecard.functions..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.calcite..", "java.sql..", "javax.sql.."));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void packageKnowsOnlyWhatStandsBelowIt(String name) {
        List<String> known = new ArrayList<>(List.of("io.scorecard." + name + ".."));
        KNOWS.get(name).forEach(other -> known.add("io.scorecard." + other + ".."));
        DescribedPredicate<JavaClass> strange = resideInAPackage("io.scorecard..")
                .and(DescribedPredicate.not(resideInAnyPackage(known.toArray(String[]::new))));
        check(noClasses()
                .that()
                .resideInAPackage("io.scorecard." + name + "..")
                .should()
                .dependOnClassesThat(strange));
    }

    static Set<String> packages() {
        return KNOWS.keySet();
    }

    @ParameterizedTest
    @MethodSource("partsOfTheCompiler")
    void partOfTheCompilerKnowsOnlyWhatStandsBelowIt(String name) {
        String[] known = COMPILER.subList(0, COMPILER.indexOf(name) + 1).stream()
                .map(part -> "io.scorecard.compiler." + part)
                .toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAPackage("io.scorecard.compiler." + name)
                .should()
                .dependOnClassesThat(resideInAPackage("io.scorecard.compiler..")
                        .and(DescribedPredicate.not(resideInAnyPackage(known)))));
    }

    static List<String> partsOfTheCompiler() {
        return COMPILER;
    }

    @Test
    void everyPartOfTheCompilerHasItsPlace() {
        String[] known = Stream.concat(
                        Stream.of("io.scorecard.compiler"),
                        COMPILER.stream().map(part -> "io.scorecard.compiler." + part))
                .toArray(String[]::new);
        check(classes()
                .that()
                .resideInAPackage("io.scorecard.compiler..")
                .should()
                .resideInAnyPackage(known));
    }

    @Test
    void everyPackageHasItsPlace() {
        String[] known = KNOWS.keySet().stream()
                .map(name -> "io.scorecard." + name + "..")
                .toArray(String[]::new);
        check(classes().that(alwaysTrue()).should().resideInAnyPackage(known));
    }

    @Test
    void commandLineIsAUserLikeAnyOther() {
        check(classes()
                .that()
                .resideInAPackage("io.scorecard.cli..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "io.scorecard.cli..",
                        "io.scorecard.sample..",
                        "io.scorecard.proof..",
                        "io.scorecard.export.."));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("io.scorecard.(*)..").should().beFreeOfCycles());
    }

    @Test
    void namesSayWhatAThingIs() {
        check(noClasses().should().haveSimpleNameEndingWith("Manager"));
        check(noClasses().should().haveSimpleNameEndingWith("Helper"));
        check(noClasses().should().haveSimpleNameEndingWith("Util"));
        check(noClasses().should().haveSimpleNameEndingWith("Utils"));
        check(noClasses().should().haveSimpleNameEndingWith("Impl"));
        check(noClasses().should().haveSimpleNameEndingWith("Base"));
    }

    @Test
    void whatIsPublicIsUsedOutsideItsPackage() {
        check(classes()
                .that()
                .areTopLevelClasses()
                .and()
                .haveModifier(JavaModifier.PUBLIC)
                .should(beUsedOutsideTheirPackage()));
    }

    private static ArchCondition<JavaClass> beUsedOutsideTheirPackage() {
        return new ArchCondition<>("be used outside their package, or be part of the public API") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean used = PUBLIC_API.contains(type.getName())
                        || type.getDirectDependenciesToSelf().stream()
                                .anyMatch(use ->
                                        !use.getOriginClass().getPackageName().equals(type.getPackageName()));
                events.add(new SimpleConditionEvent(type, used, type.getName() + (used ? " is used" : " has no user")));
            }
        };
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }
}

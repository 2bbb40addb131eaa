package io.scorecard.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server stands in front of the driver, as any program does, and has one direction itself. */
class ServerHouseTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.scorecard");

    private static final String HERE = "io.scorecard.server";

    /** Each package, and which of ours it may know. */
    private static final Map<String, List<String>> KNOWS = Map.of(
            "wire", List.of(),
            "sql", List.of(),
            "catalog", List.of("wire", "sql"),
            "session", List.of("wire", "sql", "catalog"));

    @Test
    void nothingPointsBack() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HERE + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HERE + "..")
                .check(HOUSE);
    }

    @Test
    void driverIsKnownByJdbcAlone() {
        classes()
                .that()
                .resideInAPackage(HERE + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.duckdb..", HERE + "..", "io.scorecard.functions..")
                .check(HOUSE);
    }

    @Test
    void packageKnowsOnlyWhatStandsBelowIt() {
        KNOWS.forEach((name, below) -> {
            List<String> strange = KNOWS.keySet().stream()
                    .filter(other -> !other.equals(name) && !below.contains(other))
                    .map(other -> HERE + "." + other)
                    .toList();
            noClasses()
                    .that()
                    .resideInAPackage(HERE + "." + name)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            java.util.stream.Stream.concat(strange.stream(), java.util.stream.Stream.of(HERE))
                                    .toArray(String[]::new))
                    .check(HOUSE);
        });
        slices().matching(HERE + ".(*)..").should().beFreeOfCycles().check(HOUSE);
    }
}

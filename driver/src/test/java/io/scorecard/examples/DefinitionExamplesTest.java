package io.scorecard.examples;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.scorecard.functions.Catalogue;
import io.scorecard.functions.CatalogueReader;
import io.scorecard.functions.Example;
import io.scorecard.oracle.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every example in the catalogue's definitions is asked through java.sql and has the answer that stands there. */
class DefinitionExamplesTest {

    @TempDir
    static Path folder;

    private final Map<ExampleCompany, Path> models = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> examplesHoldOnDuckDb() {
        ExampleModels duckDb = new ExampleModels(folder, "");
        return tests(example -> true, duckDb::answer);
    }

    @TestFactory
    Stream<DynamicTest> examplesWithDataHoldOnPostgreSql() {
        return tests(example -> !example.given().isEmpty(), this::onPostgreSql);
    }

    /** Where an example is asked. */
    private interface Place {
        @Nullable
        Object answer(Example example) throws IOException, SQLException;
    }

    private Stream<DynamicTest> tests(Predicate<Example> wanted, Place place) {
        Catalogue catalogue = CatalogueReader.builtIn();
        return Stream.concat(
                catalogue.kpis().stream().flatMap(kpi -> tests(kpi.name(), kpi.examples(), wanted, place)),
                catalogue.views().stream().flatMap(view -> tests(view.name(), view.examples(), wanted, place)));
    }

    private Stream<DynamicTest> tests(String name, List<Example> examples, Predicate<Example> wanted, Place place) {
        return examples.stream().filter(wanted).map(example -> test(name, example, place));
    }

    private DynamicTest test(String definition, Example example, Place place) {
        String name = definition + " (" + example.place() + ")";
        return dynamicTest(name, () -> {
            String why = name + ", " + example.ask() + ": " + example.because().orElse("no reason given");
            Asked.assertAnswer(example.answer(), assertDoesNotThrow(() -> place.answer(example), why), why);
        });
    }

    private @Nullable Object onPostgreSql(Example example) throws IOException, SQLException {
        ExampleCompany company = ExampleCompany.of(example);
        Path model = models.get(company);
        if (model == null) {
            model = onPostgreSql(company, "example_" + models.size());
            models.put(company, model);
        }
        return Asked.cell(model, example.ask());
    }

    private Path onPostgreSql(ExampleCompany company, String name) throws IOException, SQLException {
        try (Connection postgres = Postgres.connect()) {
            try (Statement statement = postgres.createStatement()) {
                statement.execute("CREATE SCHEMA " + name);
            }
            company.fill(postgres, name + ".");
        }
        return Files.writeString(
                folder.resolve(name + "_postgresql.yaml"), company.modelOfSchema(Postgres.port(), name));
    }
}

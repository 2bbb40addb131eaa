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
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
        return tests(example -> true, this::onDuckDb);
    }

    @TestFactory
    Stream<DynamicTest> examplesWithDataHoldOnPostgreSql() {
        return tests(example -> !example.given().isEmpty(), this::onPostgreSql);
    }

    /** Writes a company's data and its model. */
    private interface Layout {
        Path write(ExampleCompany company, String name) throws IOException, SQLException;
    }

    private Stream<DynamicTest> tests(Predicate<Example> wanted, Layout layout) {
        Catalogue catalogue = CatalogueReader.builtIn();
        return Stream.concat(
                catalogue.kpis().stream().flatMap(kpi -> tests(kpi.name(), kpi.examples(), wanted, layout)),
                catalogue.views().stream().flatMap(view -> tests(view.name(), view.examples(), wanted, layout)));
    }

    private Stream<DynamicTest> tests(String name, List<Example> examples, Predicate<Example> wanted, Layout layout) {
        return examples.stream().filter(wanted).map(example -> test(name, example, layout));
    }

    private DynamicTest test(String definition, Example example, Layout layout) {
        String name = definition + " (" + example.place() + ")";
        return dynamicTest(name, () -> {
            ExampleCompany company = ExampleCompany.of(example);
            Path model = models.get(company);
            if (model == null) {
                model = layout.write(company, "example_" + models.size());
                models.put(company, model);
            }
            Path asked = model;
            String why = name + ", " + example.ask() + ": " + example.because().orElse("no reason given");
            Asked.assertAnswer(example.answer(), assertDoesNotThrow(() -> Asked.cell(asked, example.ask()), why), why);
        });
    }

    private Path onDuckDb(ExampleCompany company, String name) throws IOException, SQLException {
        Path file = folder.resolve(name + ".duckdb");
        if (!company.given().isEmpty()) {
            try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:" + file)) {
                fill(company, duckdb, "");
            }
        }
        return Files.writeString(
                folder.resolve(name + ".yaml"),
                company.modelOfFile(file.getFileName().toString()));
    }

    private Path onPostgreSql(ExampleCompany company, String name) throws IOException, SQLException {
        try (Connection postgres = Postgres.connect()) {
            try (Statement statement = postgres.createStatement()) {
                statement.execute("CREATE SCHEMA " + name);
            }
            fill(company, postgres, name + ".");
        }
        return Files.writeString(
                folder.resolve(name + "_postgresql.yaml"), company.modelOfSchema(Postgres.port(), name));
    }

    private static void fill(ExampleCompany company, Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (ExampleTable table : company.tables()) {
                for (String sql : table.statements(schema)) {
                    statement.execute(sql);
                }
            }
        }
    }
}

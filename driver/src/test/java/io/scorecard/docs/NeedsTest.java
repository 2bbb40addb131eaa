package io.scorecard.docs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Catalogue;
import io.scorecard.functions.CatalogueReader;
import io.scorecard.functions.Kpi;
import io.scorecard.functions.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Who maps what the reference says, and nothing else, can ask the KPI. */
class NeedsTest {

    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();
    private static final String MODEL = """
            model: small
            as_of: 2026-04-01
            currency: EUR
            ces_direction: ease
            gross_margin: 0.5
            themes: {speed: {words: [slow]}}
            competitors: {Zenflow: {}}
            controllable_reasons: [price]
            sources:
              data: {type: duckdb, file: "%s", canonical: true}
            """;

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> kpiCanBeAskedOfWhatItNeeds() {
        Map<Set<String>, Set<Kpi>> byNeeds = CATALOGUE.kpis().stream()
                .filter(kpi -> !kpi.hidden()
                        && kpi.parameters().stream()
                                .allMatch(p -> p.defaultValue().isPresent()))
                .collect(Collectors.groupingBy(
                        kpi -> new TreeSet<>(new Needs(CATALOGUE).of(kpi)),
                        () -> new java.util.LinkedHashMap<>(),
                        Collectors.toCollection(java.util.LinkedHashSet::new)));
        return byNeeds.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(names(e.getValue()), () -> ask(e.getKey(), e.getValue())));
    }

    private static String names(Set<Kpi> kpis) {
        return kpis.stream().map(Kpi::name).collect(Collectors.joining(", "));
    }

    private void ask(Set<String> needs, Set<Kpi> kpis) throws SQLException, IOException {
        Path file = folder.resolve(kpis.iterator().next().name() + ".duckdb");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = duckdb.createStatement()) {
            for (String table : tables(needs)) {
                statement.execute(table);
            }
        }
        Path model = folder.resolve(file.getFileName() + ".yaml");
        Files.writeString(model, MODEL.formatted(file.getFileName()));
        try (Connection scorecard = DriverManager.getConnection("jdbc:scorecard:" + model);
                Statement statement = scorecard.createStatement()) {
            for (Kpi kpi : kpis) {
                assertDoesNotThrow(
                        () -> statement
                                .executeQuery("EXPLAIN SELECT " + kpi.name() + "() FROM kpi")
                                .close(),
                        kpi.name());
            }
        }
    }

    /** Of a choice, the first. */
    private static Set<String> tables(Set<String> needs) {
        Map<String, Set<String>> columns = new TreeMap<>();
        needs.stream()
                .map(need -> need.split(" or ")[0])
                .flatMap(need -> Stream.concat(Stream.of(need), Needs.required(Needs.table(need)).stream()))
                .filter(need -> !Needs.isOfModel(Needs.table(need)))
                .map(need -> need.split("\\."))
                .forEach(
                        c -> columns.computeIfAbsent(c[0], t -> new TreeSet<>()).add(c[1]));
        return columns.entrySet().stream()
                .map(t -> "CREATE TABLE " + t.getKey() + " ("
                        + t.getValue().stream()
                                .map(c -> '"' + c + "\" " + type(t.getKey(), c))
                                .collect(Collectors.joining(", "))
                        + ")")
                .collect(Collectors.toSet());
    }

    private static String type(String table, String column) {
        Type type = CanonicalTables.builtIn()
                .find(table)
                .flatMap(t -> t.column(column))
                .orElseThrow()
                .type();
        return Arrays.asList("VARCHAR", "TIMESTAMP", "DATE", "DECIMAL(38,4)", "BIGINT", "DOUBLE", "BOOLEAN")
                .get(Arrays.asList(Type.TEXT, Type.INSTANT, Type.DAY, Type.MONEY, Type.COUNT, Type.SHARE, Type.FLAG)
                        .indexOf(type));
    }
}

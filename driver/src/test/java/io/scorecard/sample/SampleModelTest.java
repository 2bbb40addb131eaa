package io.scorecard.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.scorecard.model.Model;
import io.scorecard.model.ModelReader;
import io.scorecard.model.SourceSpec;
import io.scorecard.source.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The model in the jar describes the company that the generator makes. */
class SampleModelTest {

    private static Model model() throws IOException {
        try (InputStream file = SampleCompany.class.getResourceAsStream("model.yaml")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return ModelReader.read("model.yaml", text, Path.of("").toAbsolutePath());
        }
    }

    @Test
    void nowIsTheEndOfTheGeneratedData() throws IOException {
        assertEquals(
                Instant.parse("2026-06-30T22:00:00Z"), model().settings().asOf().orElseThrow());
        assertEquals(Timeline.ZONE, model().settings().timeZone());
        assertEquals(
                new Timeline().asOf(), Instant.parse("2026-06-30T22:00:00Z").getEpochSecond() * 1_000_000);
    }

    @Test
    void generatedInstantsAreReadAsUtc() throws IOException {
        SourceSpec source = model().sources().get("sample");
        assertEquals(
                ZoneOffset.UTC,
                assertInstanceOf(SourceSpec.Sample.class, source).timeZone());
    }

    @Test
    void eightKpisHaveTargets() throws IOException {
        assertEquals(8, model().targets().size());
    }

    @Test
    void generatedTablesAreWhereTheModelLooksForThem() throws IOException, SQLException {
        Model model = model();
        try (Sources sources = Sources.open(
                model,
                (duckdb, schema, spec) ->
                        SampleCompany.load(duckdb, schema, spec.seed(), spec.scale(), Progress.SILENT))) {
            List<String> from = model.table("customers").orElseThrow().from();
            String table = '"' + String.join("\".\"", sources.path("sample", from)) + '"';
            try (Connection connection = sources.engine("sample").connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                rows.next();
                assertEquals(480, rows.getLong(1));
            }
        }
    }
}

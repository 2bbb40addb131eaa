package io.scorecard.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One question through the driver, with the customers in PostgreSQL and the tickets in a Parquet file, beside the same
 * company in one DuckDB file. The other facts are in that DuckDB file, or in Parquet files as well.
 */
final class Divided {

    private static final List<String> FACTS = List.of("subscriptions", "tickets", "surveys", "costs");
    private static final double LIMIT = 1.5;

    private Divided() {}

    /** How Parquet writes texts: one by one with their lengths, or in version 2 all lengths together, which is read faster. */
    private enum Version {
        V1,
        V2;

        String folder() {
            return "parquet-" + name().toLowerCase(Locale.ROOT);
        }
    }

    static List<Result> run(DuckDbStore one, PostgreSqlStore server) throws Exception {
        writeFile(one, Version.V2, "tickets");
        for (String table : FACTS) {
            writeFile(one, Version.V1, table);
        }
        List<Result> results = new ArrayList<>(race(one, server, "tickets-in-a-file.yaml", Version.V2, LIMIT));
        results.addAll(race(one, server, "tickets-in-a-file.yaml", Version.V1, Double.NaN));
        results.addAll(race(one, server, "facts-in-files.yaml", Version.V1, Double.NaN));
        return results;
    }

    private static void writeFile(DuckDbStore one, Version version, String table) throws IOException, SQLException {
        Path folder = Files.createDirectories(one.model().resolveSibling(version.folder()));
        Path file = folder.resolve(table + ".parquet");
        if (Files.exists(file)) {
            return;
        }
        try (Connection source = one.direct();
                Statement statement = source.createStatement()) {
            statement.execute("COPY " + table + " TO '" + file + "' (FORMAT parquet, PARQUET_VERSION " + version + ")");
        }
    }

    /** @param limit the largest good ratio of CPU time; NaN where none is wanted */
    private static List<Result> race(
            DuckDbStore one, PostgreSqlStore server, String layout, Version version, double limit) throws Exception {
        Path model = one.model().resolveSibling(layout);
        Files.writeString(
                model,
                Texts.of(layout).replace("PORT", String.valueOf(server.port())).replace("FOLDER", version.folder()));
        Question question = Question.THREE_FACTS;
        try (Connection divided = DriverManager.getConnection("jdbc:scorecard:" + model);
                Connection whole = DriverManager.getConnection("jdbc:scorecard:" + one.model())) {
            Answer.of(divided, question.sql()).mustEqual(Answer.of(whole, question.sql()));
            String what = question.title() + ", " + layout + ", Parquet " + version + " ("
                    + moved(divided, question.sql()) + ")";
            Race.Outcome outcome = new Race(server.meter())
                    .run(() -> Queries.read(divided, question.sql()), () -> Queries.read(whole, question.sql()));
            return List.of(
                    Double.isNaN(limit)
                            ? Result.unlimited(what, outcome.cpu(), outcome.noise())
                            : Result.ratio(what, outcome, limit),
                    Result.unlimited("the same by the time that passes", outcome.wall(), null));
        }
    }

    /** What the question brings together, as EXPLAIN ANALYZE tells it. */
    private static String moved(Connection divided, String sql) throws SQLException {
        List<String> stages = new ArrayList<>();
        try (Statement statement = divided.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN ANALYZE " + sql)) {
            while (rows.next()) {
                if (rows.getString("stage").startsWith("staged")) {
                    stages.add(rows.getLong("rows") + " rows, " + rows.getLong("bytes") + " bytes");
                }
            }
        }
        return "moved: " + String.join("; ", stages);
    }
}

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

/**
 * The customers in PostgreSQL and everything else in Parquet files, beside the same company in one DuckDB
 * file: one question, through the driver on both sides.
 */
final class Divided {

    private static final List<String> FACTS = List.of("subscriptions", "tickets", "surveys", "costs");
    private static final double LIMIT = 1.5;

    private Divided() {}

    static List<Result> run(DuckDbStore one, PostgreSqlStore server) throws Exception {
        Question question = Question.THREE_FACTS;
        try (Connection divided = DriverManager.getConnection("jdbc:scorecard:" + model(one, server));
                Connection whole = DriverManager.getConnection("jdbc:scorecard:" + one.model())) {
            Answer.of(divided, question.sql()).mustEqual(Answer.of(whole, question.sql()));
            String moved = moved(divided, question.sql());
            Race.Outcome outcome = new Race(server.meter())
                    .run(() -> Queries.read(divided, question.sql()), () -> Queries.read(whole, question.sql()));
            String what = question.title() + ", customers in PostgreSQL and facts in files, beside one DuckDB";
            return List.of(
                    Result.ratio(what + " (" + moved + ")", outcome, LIMIT),
                    new Result(
                            "the same by the time that passes", outcome.wall().toString(), "", "", true));
        }
    }

    private static Path model(DuckDbStore one, PostgreSqlStore server) throws IOException, SQLException {
        Path folder = Files.createDirectories(one.model().resolveSibling("divided"));
        try (Connection source = one.direct();
                Statement statement = source.createStatement()) {
            for (String table : FACTS) {
                Path file = folder.resolve(table + ".parquet");
                if (!Files.exists(file)) {
                    statement.execute("COPY " + table + " TO '" + file + "' (FORMAT parquet)");
                }
            }
        }
        Path model = folder.resolve("model.yaml");
        Files.writeString(model, Texts.of("divided.yaml").replace("PORT", String.valueOf(server.port())));
        return model;
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

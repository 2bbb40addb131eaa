package io.scorecard.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The small companies with published cells in the folder {@code state} of the truth data. */
public final class Truth {
    /** How a cell of {@code expected.csv} was asked: {@code current}, {@code history} or {@code plan}, by grain. */
    public record Question(String reading, String grain) {}

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private Truth() {}

    /** A folder of the truth data; skips the test where none is configured, fails where it is missing. */
    public static Path folder(String name) {
        String truth = System.getProperty("scorecard.truth", "");
        assumeFalse(truth.isEmpty(), "no truth data: set -Dscorecard.truth=DIR");
        Path folder = Path.of(truth, name);
        assertTrue(Files.isDirectory(folder), "the folder of the truth data has no " + name);
        return folder;
    }

    /** The folder of one company of {@code state}. */
    public static Path company(int number) {
        return folder("state/" + number);
    }

    /** Loads a company under the names of the canonical model: {@code plan} is {@code plan_id}. */
    public static void load(Path company, Connection connection, Dialect dialect, String schema)
            throws SQLException, IOException {
        dialect.makeSchema(connection, schema);
        fill(company, new Table("customers", "customer_id VARCHAR", "segment VARCHAR", "region VARCHAR"))
                .load(connection);
        fill(
                        company,
                        new Table(
                                "customer_history",
                                "customer_id VARCHAR",
                                "segment VARCHAR",
                                "region VARCHAR",
                                "valid_from TIMESTAMP",
                                "valid_to TIMESTAMP"))
                .load(connection);
        fill(
                        company,
                        new Table(
                                "subscriptions",
                                "subscription_item_id VARCHAR",
                                "subscription_id VARCHAR",
                                "customer_id VARCHAR",
                                "plan_id VARCHAR",
                                "status VARCHAR",
                                "mrr DECIMAL(38,4)",
                                "valid_from TIMESTAMP",
                                "valid_to TIMESTAMP"))
                .load(connection);
        fill(
                        company,
                        new Table(
                                "surveys",
                                "response_id VARCHAR",
                                "survey_type VARCHAR",
                                "customer_id VARCHAR",
                                "score DOUBLE PRECISION",
                                "responded_at TIMESTAMP"))
                .load(connection);
    }

    private static Table fill(Path company, Table table) throws IOException {
        List<String> lines = Files.readAllLines(company.resolve(table.name() + ".csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Object[] values = new Object[cells.length];
            for (int i = 0; i < cells.length; i++) {
                values[i] = value(cells[i], table.columns().get(i).type());
            }
            table.add(values);
        }
        return table;
    }

    private static @Nullable Object value(String cell, String type) {
        if (cell.isEmpty()) {
            return null;
        }
        if (type.equals("TIMESTAMP")) {
            return LocalDateTime.parse(cell, SECONDS);
        }
        return type.equals("VARCHAR") ? cell : new BigDecimal(cell);
    }

    /** The published cells by question; ratios and scores are doubles of nine places. */
    public static Map<Question, List<Row>> expected(Path company) throws IOException {
        List<String> lines = Files.readAllLines(company.resolve("expected.csv"));
        String[] names = lines.get(0).split(",", -1);
        Map<Question, List<Row>> expected = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (int i = 5; i < cells.length; i++) {
                values.put(names[i], number(names[i], cells[i]));
            }
            Period period = new Period(LocalDateTime.parse(cells[2], SECONDS), LocalDateTime.parse(cells[3], SECONDS));
            expected.computeIfAbsent(new Question(cells[0], cells[1]), none -> new ArrayList<>())
                    .add(new Row(new Row.Key(period, cells[4]), values));
        }
        return expected;
    }

    private static @Nullable Object number(String name, String cell) {
        return cell.isEmpty()
                ? null
                : name.equals("nps") || name.equals("churn_rate")
                        ? (Object) Double.valueOf(cell)
                        : new BigDecimal(cell);
    }
}

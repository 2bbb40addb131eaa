package io.scorecard.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Cells;
import io.scorecard.oracle.Period;
import io.scorecard.oracle.Row;
import io.scorecard.oracle.Truth;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published cells of the eight small companies by {@code x_by(..)} and {@code mrr_movements(..)}. */
class FacesTruthTest {
    private static final List<String> KPIS = Stream.concat(
                    GridCase.STATE.stream().map(Question::name).filter(name -> !name.startsWith("active_")),
                    Stream.of("churn_rate", "nps", "nps_n"))
            .toList();
    private static final List<String> MOVEMENTS = List.of(
            "opening_mrr",
            "new_mrr",
            "reactivation_mrr",
            "expansion_mrr",
            "contraction_mrr",
            "churned_mrr",
            "transfer_mrr",
            "closing_mrr");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7})
    void facesAnswerPublishedCellsFromDuckDb(int number) throws SQLException, IOException {
        try (TruthCompany company = TruthCompany.fromDuckDb(number, folder)) {
            assertFaces(company, (kpi, cell) -> (kpi + cell + number) % 15 == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void facesAnswerPublishedCellsFromPostgres(int number) throws SQLException, IOException {
        try (TruthCompany company = TruthCompany.fromPostgres(number, folder)) {
            assertFaces(company, (kpi, cell) -> (kpi + cell + number) % 15 == 8);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    @Tag("long")
    void facesAnswerEveryPublishedCell(int number) throws SQLException, IOException {
        try (TruthCompany company = TruthCompany.fromDuckDb(number, folder)) {
            assertFaces(company, (kpi, cell) -> true);
        }
        try (TruthCompany company = TruthCompany.fromPostgres(number, folder)) {
            assertFaces(company, (kpi, cell) -> true);
        }
    }

    /** Which KPIs are asked for which cells; a wide range of companies asks each. */
    private interface Choice {
        boolean asks(int kpi, int cell);
    }

    private static void assertFaces(TruthCompany company, Choice choice) throws SQLException {
        List<String> differences = new ArrayList<>();
        int place = 0;
        int asked = 0;
        for (Map.Entry<Truth.Question, List<Row>> cells : company.published().entrySet()) {
            Truth.Question cell = cells.getKey();
            for (int i = 0; i < KPIS.size(); i++) {
                boolean answers = cell.reading().equals("plan") && KPIS.get(i).startsWith("nps");
                if (choice.asks(i, place) && !answers) {
                    differences.addAll(byFace(KPIS.get(i), cell, cells.getValue(), company.asked(cell)));
                    asked++;
                }
            }
            place++;
            if (cell.reading().equals("current") && !cell.grain().equals("interval")) {
                differences.addAll(movements(cell, cells.getValue(), company.now()));
            }
        }
        assertTrue(asked > 10, asked + " cells were asked");
        assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
    }

    private static List<String> byFace(String kpi, Truth.Question cell, List<Row> published, Connection connection)
            throws SQLException {
        Period interval = StateTruthTest.interval(published);
        LocalDate from = interval.start().toLocalDate();
        LocalDate until = interval.end().toLocalDate();
        Question same = Question.of(List.of(kpi), from, until).each(cell.grain());
        String rest = (same.grain() == null ? "" : "grain => '" + cell.grain() + "', ") + "period => '" + from + "/"
                + until + "')";
        boolean plan = cell.reading().equals("plan");
        String segment = plan ? "'subscription_plan', " : "'segment', ";
        List<Row> rows = new ArrayList<>(read(connection, kpi, "_by(" + segment + rest, same));
        if (!plan) {
            rows.addAll(read(connection, kpi, "_by(" + rest, same));
        }
        return Cells.of(kpi + "_by, " + cell)
                .withMissingAsZero()
                .comparing(kpi)
                .differences(published, TruthCompany.rounded(rows));
    }

    private static List<Row> read(Connection connection, String kpi, String call, Question same) throws SQLException {
        boolean timed = same.grain() != null;
        List<Row> read = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + kpi + call)) {
            boolean total = rows.getMetaData().getColumnLabel(1).equals(timed ? "period" : "value");
            while (rows.next()) {
                Period period = timed
                        ? same.buckets().get(rows.getDate("period").toLocalDate())
                        : same.periods().get(0);
                Map<String, @Nullable Object> value = new LinkedHashMap<>();
                value.put(kpi, rows.getObject("value"));
                read.add(new Row(total ? new Row.Key(period, Row.ALL) : Row.Key.of(period, rows.getString(1)), value));
            }
        }
        return read;
    }

    /** Whole periods alone: the view knows no interval that cuts them. */
    private static List<String> movements(Truth.Question cell, List<Row> published, Connection connection)
            throws SQLException {
        String grain = cell.grain();
        List<Row> whole = published.stream()
                .filter(row ->
                        row.key().segment().equals(Row.ALL) && isWhole(row.key().period(), grain))
                .toList();
        assertFalse(whole.isEmpty());
        Period interval = StateTruthTest.interval(whole);
        String sql = "SELECT * FROM mrr_movements(" + (grain.equals("month") ? "" : "'" + grain + "'") + ") WHERE "
                + grain + " >= DATE '" + interval.start().toLocalDate() + "' AND " + grain + " < DATE '"
                + interval.end().toLocalDate() + "' ORDER BY 1";
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet read = statement.executeQuery(sql)) {
            while (read.next()) {
                LocalDate day = read.getDate(1).toLocalDate();
                Period period = whole.stream()
                        .map(row -> row.key().period())
                        .filter(p -> p.start().toLocalDate().equals(day))
                        .findFirst()
                        .orElse(Period.of(day, day));
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                for (String movement : MOVEMENTS) {
                    values.put(movement, read.getBigDecimal(movement));
                }
                assertEquals(0, read.getBigDecimal("fx_mrr").signum());
                rows.add(new Row(new Row.Key(period, Row.ALL), values));
            }
        }
        return Cells.of("mrr_movements, " + cell)
                .comparing(MOVEMENTS.toArray(String[]::new))
                .differences(whole, rows);
    }

    private static boolean isWhole(Period period, String grain) {
        LocalDate start = period.start().toLocalDate();
        LocalDate end = switch (grain) {
            case "month" -> start.plusMonths(1);
            case "quarter" -> start.plusMonths(3);
            case "week" -> start.plusWeeks(1);
            default -> start.plusDays(1);
        };
        return period.end().toLocalDate().equals(end);
    }
}

package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A relation of the model's own over allocated costs may look at other days than its own rows have: costs when they are
 * paid, planned, before a bound, by year. Those are allocated too.
 *
 * <p>On paper: January's 400 go to a and b by 30 and 10 minutes, March's 50 to b, who alone has a ticket.
 */
class CostsOfOtherDaysTest {

    private static final String MODEL = """
            model: m
            as_of: 2026-06-01
            sources: {desk: {type: files, canonical: true}}
            relations:
              paid_costs:
                grain: a cost when it is paid
                date: paid_on
                customer: customer_id
                sql: SELECT customer_id, add_days(period_end, 40) AS paid_on, amount FROM allocated_costs
              planned_costs:
                grain: a cost when it is planned
                date: planned_on
                customer: customer_id
                sql: SELECT customer_id, add_days(period_start, -40) AS planned_on, amount FROM allocated_costs
              past_costs:
                grain: costs of a customer before a bound
                customer: customer_id
                at_bound: true
                sql: >-
                  SELECT customer_id, SUM(amount) AS amount FROM allocated_costs
                  WHERE period_end < day_of(:bound) GROUP BY customer_id
              yearly_costs:
                grain: a customer's costs of a year, on its first day
                date: first_day
                customer: customer_id
                sql: >-
                  SELECT customer_id, first_day, SUM(amount) AS amount FROM (SELECT customer_id, amount,
                  CAST(FLOOR(CAST(period_start AS TIMESTAMP) TO YEAR) AS DATE) AS first_day FROM allocated_costs) AS c
                  GROUP BY customer_id, first_day
              running_costs:
                grain: a cost with all that a customer cost until then
                date: period_start
                customer: customer_id
                sql: >-
                  SELECT customer_id, period_start,
                  SUM(amount) OVER (PARTITION BY customer_id ORDER BY period_start) AS amount FROM allocated_costs
              costs_and_due:
                grain: a cost with the day that it is due
                date: period_start
                until: period_end
                customer: customer_id
                sql: >-
                  SELECT customer_id, period_start, period_end, add_days(period_end, 40) AS due_on, amount
                  FROM allocated_costs WHERE amount > 0
            kpis:
              paid: {over: paid_costs, formula: SUM(amount), unit: money, better: lower}
              planned: {over: planned_costs, formula: SUM(amount), unit: money, better: lower}
              past: {over: past_costs, at: closing, formula: SUM(amount), unit: money, better: lower}
              of_year: {over: yearly_costs, formula: SUM(amount), unit: money, better: lower}
              so_far: {over: running_costs, formula: MAX(amount), unit: money, better: lower}
              kept: {over: costs_and_due, formula: SUM(amount), unit: money, better: lower}
              due: {over: costs_and_due, date: due_on, formula: SUM(amount), unit: money, better: lower}
            """;

    @TempDir
    private static Path folder;

    private static Connection connection;

    @BeforeAll
    static void open() throws IOException, SQLException {
        Files.writeString(folder.resolve("customers.csv"), "customer_id,segment\na,x\nb,y\n");
        Files.writeString(folder.resolve("tickets.csv"), """
                ticket_id,customer_id,created_at,status,handle_minutes
                t1,a,2026-01-05 10:00:00,closed,30
                t2,b,2026-01-20 10:00:00,closed,10
                t3,b,2026-03-20 10:00:00,closed,10
                """);
        Files.writeString(folder.resolve("costs.csv"), """
                cost_id,period_start,period_end,amount,category
                c1,2026-01-01,2026-01-31,400,support
                c3,2026-03-01,2026-03-31,50,support
                """);
        Files.writeString(folder.resolve("model.yaml"), MODEL);
        connection = DriverManager.getConnection("jdbc:scorecard:" + folder.resolve("model.yaml"));
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private static Map<String, Double> bySegment(String measure, String month) throws SQLException {
        String sql = "SELECT segment, COALESCE(" + measure + ", 0) FROM kpi WHERE month = DATE '" + month
                + "' GROUP BY segment";
        Map<String, Double> values = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.put(rows.getString(1), rows.getDouble(2));
            }
        }
        return values;
    }

    @Test
    void laterDays() throws SQLException {
        assertEquals(Map.of("x", 300.0, "y", 100.0), bySegment("paid()", "2026-03-01"));
    }

    @Test
    void earlierDays() throws SQLException {
        assertEquals(Map.of("x", 0.0, "y", 50.0), bySegment("planned()", "2026-01-01"));
    }

    @Test
    void daysBeforeABound() throws SQLException {
        assertEquals(Map.of("x", 300.0, "y", 150.0), bySegment("past()", "2026-03-01"));
    }

    @Test
    void sumsOfManyDays() throws SQLException {
        assertEquals(Map.of("x", 300.0, "y", 150.0), bySegment("of_year()", "2026-01-01"));
        assertEquals(Map.of("x", 0.0, "y", 150.0), bySegment("so_far()", "2026-03-01"));
    }

    @Test
    void anotherDateOfTheKpi() throws SQLException {
        assertEquals(Map.of("x", 300.0, "y", 100.0), bySegment("due()", "2026-03-01"));
        assertEquals(Map.of("x", 0.0, "y", 50.0), bySegment("kept()", "2026-03-01"));
    }

    /** Whoever looks at the relation's own days is not given others for it, nor are others kept from theirs. */
    @Test
    void severalAtOnce() throws SQLException {
        assertEquals(Map.of("x", 300.0, "y", 150.0), bySegment("(support_cost() + paid())", "2026-03-01"));
        assertEquals(Map.of("x", 0.0, "y", 50.0), bySegment("support_cost()", "2026-03-01"));
        assertEquals(Map.of("x", 300.0, "y", 100.0), bySegment("support_cost()", "2026-01-01"));
    }
}

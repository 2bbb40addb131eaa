package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.oracle.Postgres;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types that not every source has: values of a list, domains over domains, single floats, moments with a zone. */
class TypesOfSourcesTest {

    private static final List<String> TABLES = List.of(
            "DROP SCHEMA IF EXISTS own_types CASCADE",
            "CREATE SCHEMA own_types",
            "CREATE TYPE own_types.tier AS ENUM ('silver', 'gold', 'bronze')",
            "CREATE DOMAIN own_types.clock AS timestamp",
            "CREATE DOMAIN own_types.seen AS own_types.clock",
            "CREATE DOMAIN own_types.price AS numeric(12, 2)",
            "CREATE DOMAIN own_types.net AS own_types.price",
            "CREATE TABLE own_types.accounts (id uuid PRIMARY KEY, tier own_types.tier, net own_types.net)",
            "INSERT INTO own_types.accounts VALUES ('00000000-0000-0000-0000-000000000001', 'gold', 12.5),"
                    + " ('00000000-0000-0000-0000-000000000002', 'silver', 0.25),"
                    + " ('00000000-0000-0000-0000-000000000003', NULL, NULL)",
            // By the clock of Berlin the first is of January, the second of February.
            "CREATE TABLE own_types.requests (id int, account uuid, at own_types.seen, minutes real, logged timestamptz)",
            "INSERT INTO own_types.requests VALUES"
                    + " (1, '00000000-0000-0000-0000-000000000001', '2026-01-31 23:30', 16777216, '2026-01-31 23:30+01'),"
                    + " (2, '00000000-0000-0000-0000-000000000001', '2026-02-01 00:15', 1, '2026-02-01 00:15+01'),"
                    + " (3, '00000000-0000-0000-0000-000000000002', '2026-02-01 00:15', 1, NULL)",
            "CREATE TABLE own_types.plans (\"Plan\" text, plan text, \"PLAN\" text, \"Rank\" int)",
            "INSERT INTO own_types.plans VALUES ('a', 'b', 'c', 1)",
            "CREATE EXTENSION IF NOT EXISTS citext",
            "CREATE TABLE own_types.surveys (id citext, account citext, at text, points numeric)",
            "INSERT INTO own_types.surveys VALUES ('a', 'Ann', '2026-01-31T23:30:00+01:00', 9),"
                    + " ('A', 'ann', '2026-02-01 00:15:00', 10), ('b', 'Ben', '2026-01-31T22:45:00Z', 3)",
            "CREATE TABLE own_types.amounts (id int, price numeric)",
            "INSERT INTO own_types.amounts VALUES (1, 5), (2, 'NaN'), (3, 'Infinity')",
            "CREATE TABLE own_types.bills (id int, account uuid, at timestamptz, amount real)",
            "INSERT INTO own_types.bills VALUES (1, '00000000-0000-0000-0000-000000000001', '2026-02-10', 123456.78)");

    private static final String MODEL = """
            model: own_types
            time_zone: Europe/Berlin
            as_of: 2026-04-01
            sources:
              own: {type: postgresql, host: localhost, port: %d, database: postgres, user: postgres,
                time_zone: Europe/Berlin, expose: [own_types.*]}
            tables:
              customers: {from: own.own_types.accounts, columns: {customer_id: id, segment: tier}}
              tickets:
                from: own.own_types.requests
                columns: {ticket_id: id, customer_id: account, created_at: at, status: "'open'", handle_minutes: minutes}
              plans: {from: own.own_types.plans, columns: {plan_id: plan, name: Plan, tier: PLAN, tier_rank: rank}}
              surveys:
                from: own.own_types.surveys
                columns: {response_id: id, customer_id: account, responded_at: CAST(at AS TIMESTAMP WITH TIME ZONE),
                  survey_type: "'nps'", score: points}
              revenue:
                source: own
                query: SELECT id, account, at, amount FROM own_types.bills
                columns: {revenue_id: id, customer_id: account, occurred_at: at, revenue_type: "'recurring'"}
            kpis:
              minutes:
                title: Minutes
                over: tickets
                formula: SUM(handle_minutes)
                unit: minutes
                better: lower
            """;

    @TempDir
    static Path folder;

    private static Connection connection;

    @BeforeAll
    static void open() throws SQLException, IOException {
        try (Connection postgres = Postgres.connect();
                Statement statement = postgres.createStatement()) {
            for (String table : TABLES) {
                statement.execute(table);
            }
        }
        Path model = Files.writeString(folder.resolve("model.yaml"), MODEL.formatted(Postgres.port()));
        connection = DriverManager.getConnection("jdbc:scorecard:" + model);
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private static List<String> rows(Connection asked, String question) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = asked.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    Object cell = row.getObject(i);
                    cells.add(cell instanceof Number n ? "%.4f".formatted(n.doubleValue()) : String.valueOf(cell));
                }
                rows.add(String.join(" ", cells));
            }
        }
        return rows;
    }

    private static void assertSame(String question, String byHand) throws SQLException {
        try (Connection postgres = Postgres.connect()) {
            List<String> expected = rows(postgres, byHand);
            assertFalse(expected.isEmpty());
            assertEquals(expected, rows(connection, question), question);
        }
    }

    /** By the alphabet, not as the type lists them; a value that is none of them is in no row. */
    @Test
    void valueOfAListIsAText() throws SQLException {
        assertSame(
                "SELECT segment, UPPER(segment), COALESCE(segment, 'none'), MAX(segment) FROM customers GROUP BY segment"
                        + " ORDER BY segment",
                "SELECT tier::text, UPPER(tier::text), COALESCE(tier::text, 'none'), tier::text FROM own_types.accounts"
                        + " ORDER BY tier::text");
        assertSame(
                "SELECT COUNT(*) FILTER (WHERE segment = 'platinum'), COUNT(*) FILTER (WHERE segment LIKE 'g%'),"
                        + " MIN(segment) FROM customers",
                "SELECT 0, COUNT(*) FILTER (WHERE tier::text LIKE 'g%'), MIN(tier::text) FROM own_types.accounts");
        assertSame(
                "SELECT a.tier || '!', SUM(a.net) FROM own.accounts AS a GROUP BY a.tier ORDER BY a.tier",
                "SELECT tier::text || '!', SUM(net) FROM own_types.accounts GROUP BY tier ORDER BY tier::text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT segment_value FROM kpi_values WHERE kpi = 'ticket_volume' AND segment_name = 'segment'"
                        + " AND month = DATE '2026-02-01' AND value > 0 ORDER BY 1",
                "SELECT segment FROM kpi_pivot('ticket_volume', rows => 'segment', columns => 'month') ORDER BY 1 LIMIT 2",
            })
    void viewsListTheValuesOfAList(String question) throws SQLException {
        assertSame(question, "SELECT tier::text FROM own_types.accounts WHERE tier IS NOT NULL ORDER BY 1");
    }

    @Test
    void checksReadTheValuesOfAList() throws SQLException {
        assertSame(
                "SELECT DISTINCT total_rows FROM data_quality WHERE table_name = 'customers'",
                "SELECT COUNT(*) FROM own_types.accounts");
    }

    /** The innermost domain tells the places, and what lies below that it is a clock of the source. */
    @Test
    void domainOverADomainIsWhatItStandsOn() throws SQLException {
        assertSame(
                "SELECT month, ticket_volume() FROM kpi WHERE month >= DATE '2026-01-01' AND month < DATE '2026-03-01'"
                        + " GROUP BY month ORDER BY month",
                "SELECT CAST(date_trunc('month', at) AS date), COUNT(*) FROM own_types.requests GROUP BY 1 ORDER BY 1");
        assertSame("SELECT SUM(net) * 2, MAX(net) FROM own.accounts", "SELECT 25.5, 12.5");
    }

    /** 16,777,216 is the last whole number that a single float counts on from; as a decimal it has six digits. */
    @Test
    void singleFloatsAreSummedAsDoubles() throws SQLException {
        assertSame(
                "SELECT minutes() FROM kpi WHERE month >= DATE '2026-01-01'",
                "SELECT SUM(minutes::float8) FROM own_types.requests");
        assertSame(
                "SELECT total_revenue() FROM kpi WHERE month = DATE '2026-02-01'",
                "SELECT SUM(amount::float8::numeric(38, 4)) FROM own_types.bills");
    }

    @Test
    void momentsOfExposedTablesAreThoseOfUtc() throws SQLException {
        assertSame(
                "SELECT id, logged, DATE_TRUNC('month', logged) FROM own.requests ORDER BY id",
                "SELECT id, logged AT TIME ZONE 'UTC', date_trunc('month', logged AT TIME ZONE 'UTC')"
                        + " FROM own_types.requests ORDER BY id");
        assertSame(
                "SELECT COUNT(*), MIN(logged) FROM own.requests WHERE logged >= DATE '2026-01-31'",
                "SELECT COUNT(*), MIN(logged AT TIME ZONE 'UTC') FROM own_types.requests"
                        + " WHERE logged AT TIME ZONE 'UTC' >= DATE '2026-01-31'");
    }

    @Test
    void columnsWhoseNamesDifferInTheirCaseAloneAreTold() throws SQLException {
        assertSame(
                "SELECT plan_id, name, tier, tier_rank FROM plans",
                "SELECT plan, \"Plan\", \"PLAN\", \"Rank\" FROM own_types.plans");
    }

    /** Whatever zone the JVM is in. */
    @Test
    void momentsOfExposedTablesOfDuckDbAreThoseOfUtc() throws SQLException, IOException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("logs.duckdb"));
                Statement statement = duckdb.createStatement()) {
            statement.execute("CREATE TABLE logs AS SELECT TIMESTAMPTZ '2026-01-31 23:30:00+01' AS logged");
        }
        Path model = Files.writeString(folder.resolve("logs.yaml"), """
                model: logs
                as_of: 2026-04-01
                sources:
                  own: {type: duckdb, file: logs.duckdb, expose: [logs]}
                """);
        try (Connection logs = DriverManager.getConnection("jdbc:scorecard:" + model)) {
            assertEquals(
                    List.of("2026-01-31 22:30:00.0 1.0000"),
                    rows(logs, "SELECT MAX(logged), COUNT(*) FROM own.logs WHERE logged >= DATE '2026-01-31'"));
        }
    }

    @Test
    void textThatComparesWithoutCaseIsATextLikeOthers() throws SQLException {
        assertSame(
                "SELECT customer_id, COUNT(*) FROM surveys GROUP BY customer_id ORDER BY 1",
                "SELECT CAST(account AS text) COLLATE \"C\", COUNT(*) FROM own_types.surveys GROUP BY 1 ORDER BY 1");
        assertSame(
                "SELECT COUNT(*) FROM surveys WHERE customer_id = 'ann'",
                "SELECT COUNT(*) FROM own_types.surveys WHERE CAST(account AS text) = 'ann'");
    }

    /** One each second of January and February by the clock of Berlin, and one in the last hour of January in UTC. */
    @Test
    void castToAMomentWithItsZoneKeepsTheZoneOfTheText() throws SQLException {
        assertSame(
                "SELECT response_id, responded_at FROM surveys ORDER BY responded_at",
                "SELECT id::text, CASE WHEN at LIKE '%:00' AND length(at) = 19 THEN at::timestamp AT TIME ZONE 'Europe/Berlin'"
                        + " ELSE at::timestamptz END AT TIME ZONE 'UTC' AS t FROM own_types.surveys ORDER BY t");
        assertSame(
                "SELECT month, nps_n() FROM kpi WHERE month >= DATE '2026-01-01' AND month < DATE '2026-03-01' GROUP BY month"
                        + " ORDER BY month",
                "SELECT DATE '2026-01-01', 2 UNION ALL SELECT DATE '2026-02-01', 1");
    }

    @Test
    void castToAMomentWithItsZoneStandsAlone() throws IOException {
        Path model = Files.writeString(
                folder.resolve("nested.yaml"),
                MODEL.formatted(Postgres.port())
                        .replace(
                                "CAST(at AS TIMESTAMP WITH TIME ZONE)",
                                "\"COALESCE(CAST(at AS TIMESTAMPTZ), CAST(at AS TIMESTAMPTZ))\""));
        SQLException e = assertThrows(SQLException.class, () -> {
            try (Connection nested = DriverManager.getConnection("jdbc:scorecard:" + model)) {
                rows(nested, "SELECT responded_at FROM surveys");
            }
        });
        assertTrue(e.getMessage().contains("A cast to a moment with its zone stands alone"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT price FROM own.amounts WHERE id = 2",
                "SELECT MAX(price) FROM own.amounts",
                "SELECT SUM(price) FROM own.amounts WHERE id <> 3"
            })
    void numberThatIsNoneIsCalledSo(String question) {
        SQLException e = assertThrows(SQLException.class, () -> rows(connection, question));
        assertEquals("22003", e.getSQLState());
        assertTrue(e.getMessage().contains("a number is NaN or infinite."), e.getMessage());
    }
}

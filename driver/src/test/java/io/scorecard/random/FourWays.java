package io.scorecard.random;

import io.scorecard.oracle.Dialect;
import io.scorecard.oracle.Postgres;
import io.scorecard.oracle.RandomCompany;
import io.scorecard.truth.CompanyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The same company four times: through us on DuckDB and on PostgreSQL, and straight on each.
 *
 * <p>All four hold the same rows, so that ours on DuckDB is what our rewriting gives over PostgreSQL's rows fetched
 * into DuckDB.
 */
record FourWays(Connection oursOnDuckDb, Connection oursOnPostgreSql, Connection duckDb, Connection postgreSql)
        implements AutoCloseable {

    private static final int LONGEST = 20_000;

    /** DuckDB plans each subquery of an aggregate's FILTER apart, and was not done with seventy after six minutes. */
    private static final int MOST_SUBQUERIES = 50;

    private static final Pattern SUBQUERY = Pattern.compile("\\bSELECT\\b");

    enum Outcome {
        SAME,
        /** The query has no answer, or not the same on both engines without us: it decides nothing. */
        UNDECIDED,
        /** A refusal that says what is not answered. */
        STATED,
        /** An error where there is an answer. */
        FAILED,
        WRONG
    }

    record Verdict(Outcome outcome, String what) {
        boolean isBad() {
            return outcome == Outcome.FAILED || outcome == Outcome.WRONG;
        }
    }

    static FourWays of(long seed, Path folder) throws SQLException, IOException {
        RandomCompany company = RandomCompany.of(seed);
        try (Connection file = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("company.duckdb"))) {
            company.load(file, Dialect.DUCKDB, "company");
        }
        Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        company.load(duckDb, Dialect.DUCKDB, "straight");
        canonical(duckDb);
        try (Connection server = Postgres.connect()) {
            company.load(server, Dialect.POSTGRESQL, "random_" + seed);
        }
        Connection postgreSql = Postgres.connect();
        company.load(postgreSql, Dialect.POSTGRESQL, "straight_" + seed);
        canonical(postgreSql);
        return new FourWays(
                model(CompanyModel.overDuckDb("company")).open(folder, "duckdb"),
                model(CompanyModel.overPostgres("random_" + seed)).open(folder, "postgresql"),
                duckDb,
                postgreSql);
    }

    private static CompanyModel model(CompanyModel empty) {
        return empty.with("ces_direction: ease")
                .with("fan_out: warn")
                .with("scales: {ces: [1, 7]}")
                .withTables("customers", "plans", "subscriptions", "surveys", "tickets", "costs", "revenue");
    }

    /** What the rules say about a table, by hand: surveys show a score for each kind and none else. */
    private static void canonical(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE surveys RENAME TO invitations");
            statement.execute("""
                    CREATE VIEW surveys AS SELECT i.*,
                      CASE WHEN survey_type = 'nps' AND score BETWEEN 0 AND 10 THEN score END AS nps_score,
                      CASE WHEN survey_type = 'csat' AND score BETWEEN 1 AND 5 THEN score END AS csat_score,
                      CASE WHEN survey_type = 'ces' AND score BETWEEN 1 AND 7 THEN score END AS ces_score
                    FROM invitations AS i""");
        }
    }

    Verdict ask(Piece query) {
        boolean ordered = query.in(Wording.OURS).matches("(?s).* ORDER BY 1[^)]*");
        Answer expected;
        try {
            Answer other = Answer.of(postgreSql, query.in(Wording.POSTGRESQL));
            if (!isForDuckDb(query)) {
                return ours("on PostgreSQL ", oursOnPostgreSql, query, other, ordered);
            }
            expected = Answer.of(duckDb, query.in(Wording.DUCKDB));
            Optional<String> engines = other.difference(expected, ordered);
            if (engines.isPresent()) {
                return new Verdict(Outcome.UNDECIDED, "the engines differ: PostgreSQL has " + engines.get());
            }
        } catch (SQLException e) {
            return new Verdict(Outcome.UNDECIDED, String.valueOf(e.getMessage()));
        }
        Verdict first = ours("on DuckDB ", oursOnDuckDb, query, expected, ordered);
        return first.outcome() == Outcome.SAME
                ? ours("on PostgreSQL ", oursOnPostgreSql, query, expected, ordered)
                : first;
    }

    /** Whether DuckDB plans what is written out by hand in any time. */
    private static boolean isForDuckDb(Piece query) {
        String byHand = query.in(Wording.DUCKDB);
        return byHand.length() <= LONGEST && SUBQUERY.split(byHand).length <= MOST_SUBQUERIES;
    }

    private static Verdict ours(String where, Connection ours, Piece query, Answer expected, boolean ordered) {
        try {
            return Answer.of(ours, query.in(Wording.OURS))
                    .difference(expected, ordered)
                    .map(what -> new Verdict(Outcome.WRONG, where + what))
                    .orElse(new Verdict(Outcome.SAME, ""));
        } catch (SQLException e) {
            boolean stated = e.getErrorCode() / 1000 == 2 || e.getErrorCode() == 9001;
            return new Verdict(stated ? Outcome.STATED : Outcome.FAILED, where + e.getMessage());
        } catch (RuntimeException | AssertionError e) {
            return new Verdict(Outcome.FAILED, where + e);
        }
    }

    @Override
    public void close() throws SQLException {
        oursOnDuckDb.close();
        oursOnPostgreSql.close();
        duckDb.close();
        postgreSql.close();
    }
}

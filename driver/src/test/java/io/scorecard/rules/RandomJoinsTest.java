package io.scorecard.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever join of tables is answered, no row is added up twice in a group of its answer. */
class RandomJoinsTest {

    private static final String FAN_OUT = "SC-2017";

    @Test
    void whatIsAnsweredTakesEachRowOnce(@TempDir Path folder) throws SQLException, IOException {
        ask(1, 150, folder);
    }

    @Test
    @Tag("long")
    void thousandsOfJoinsTakeEachRowOnce(@TempDir Path folder) throws SQLException, IOException {
        ask(1_001, 4_000, folder);
    }

    private static void ask(long first, int joins, Path folder) throws SQLException, IOException {
        int answered = 0;
        int refused = 0;
        Company company = Company.in(Company.Engine.DUCKDB, folder);
        for (long seed = first; seed < first + joins; seed++) {
            RandomJoin join = RandomJoin.of(seed);
            if (isRefused(company, join.question())) {
                refused++;
            } else {
                answered++;
                assertEquals("[[0]]", byHand(company, join.repeats()), "seed " + seed + ": " + join.question());
            }
        }
        company.close();
        String counts = answered + " answered, " + refused + " refused";
        System.out.println(joins + " joins: " + counts);
        assertTrue(answered > joins / 10 && refused > joins / 10, counts);
    }

    private static boolean isRefused(Company company, String question) throws SQLException {
        try {
            company.rows(question);
            return false;
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains(FAN_OUT)) {
                return true;
            }
            throw e;
        }
    }

    private static String byHand(Company company, String sql) throws SQLException {
        try (Statement statement = company.byHand().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return Company.rows(rows).toString();
        }
    }
}

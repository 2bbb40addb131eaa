package io.scorecard.driver;

import static io.scorecard.driver.FakeWorkspace.column;
import static io.scorecard.driver.FakeWorkspace.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.RowSetProvider;
import org.junit.jupiter.api.Test;
import sqlline.SqlLine;

/** Clients as people use them, unchanged, over the surface. */
class ClientsTest {

    @Test
    void sqlLineShowsTablesColumnsAndAnswers() throws Exception {
        String shown = sqlLine(
                new Shop(),
                "!connect jdbc:scorecard:sample ann hunter2",
                "!tables",
                "!describe customers",
                "!importedkeys surveys",
                "ask;",
                "!autocommit off",
                "!commit",
                "DELETE FROM customers;",
                "!quit");
        assertTrue(shown.contains("What they answer."), shown);
        assertTrue(shown.contains("Recurring revenue a month."), shown);
        assertTrue(shown.contains("surveys_customer_id_fkey"), shown);
        assertTrue(shown.contains("| 3 |"), shown);
        assertTrue(shown.contains("SC-2002 [25006] DELETE is refused"), shown);
        assertFalse(shown.contains("Exception"), shown);
    }

    @Test
    void aCachedRowSetKeepsAnAnswer() throws SQLException {
        Shop shop = new Shop();
        shop.workspace.columns = List.of(
                column("segment", Types.VARCHAR, "VARCHAR"),
                column("mrr", Types.DECIMAL, "DECIMAL"),
                column("month", Types.DATE, "DATE"),
                column("rate", Types.DOUBLE, "DOUBLE"));
        shop.workspace.rows = List.of(
                row("smb", new BigDecimal("10.50"), LocalDate.of(2026, 1, 1), 0.25),
                row(null, new BigDecimal("2.00"), LocalDate.of(2026, 2, 1), null));
        try (CachedRowSet kept = RowSetProvider.newFactory().createCachedRowSet()) {
            try (Connection connection = shop.connect();
                    ResultSet rows = connection.createStatement().executeQuery("ask")) {
                kept.populate(rows);
            }
            assertEquals(2, kept.size());
            assertTrue(kept.absolute(1));
            assertEquals(new BigDecimal("10.50"), kept.getBigDecimal("mrr"));
            assertTrue(kept.next());
            assertEquals(null, kept.getString("segment"));
            assertEquals("2026-02-01", kept.getDate("month").toString());
        }
    }

    /** SQLLine takes the first registered driver that accepts the URL. */
    private static String sqlLine(Shop shop, String... lines) throws SQLException, IOException {
        List<Driver> ours = DriverManager.drivers()
                .filter(ScorecardDriver.class::isInstance)
                .toList();
        for (Driver driver : ours) {
            DriverManager.deregisterDriver(driver);
        }
        DriverManager.registerDriver(shop.driver);
        try {
            ByteArrayOutputStream shown = new ByteArrayOutputStream();
            PrintStream stream = new PrintStream(shown, true, StandardCharsets.UTF_8);
            SqlLine line = new SqlLine();
            line.setOutputStream(stream);
            line.setErrorStream(stream);
            byte[] typed = String.join("\n", lines).concat("\n").getBytes(StandardCharsets.UTF_8);
            line.begin(new String[] {"--maxWidth=400", "--color=false"}, new ByteArrayInputStream(typed), false);
            return shown.toString(StandardCharsets.UTF_8);
        } finally {
            DriverManager.deregisterDriver(shop.driver);
            for (Driver driver : ours) {
                DriverManager.registerDriver(driver);
            }
        }
    }
}

package io.scorecard.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV files that are written anew while somebody asks. */
class ChangedFilesTest {

    private static final String HEADER = "revenue_id,customer_id,occurred_at,amount,cost_of_service,revenue_type\n";
    private static final String FIRST = "r1,c1,2026-03-02,10,4,recurring\n";
    private static final String QUESTION = "SELECT segment, total_revenue(), cost_of_service() FROM kpi"
            + " WHERE month = DATE '2026-03-01' GROUP BY segment";

    @TempDir
    private Path folder;

    private Connection connection;

    @BeforeEach
    void open() throws IOException, SQLException {
        write("customers", "customer_id,segment,industry\nc1,a,x\n");
        write("revenue", HEADER + FIRST);
        Files.writeString(folder.resolve("model.yaml"), """
                as_of: 2026-04-01T00:00:00Z
                currency: EUR
                sources: {desk: {type: files, folder: ., canonical: true}}
                """);
        connect();
        assertEquals("a 10 4", answer(QUESTION));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:scorecard:" + folder.resolve("model.yaml"));
    }

    private void write(String table, String text) throws IOException {
        Files.writeString(folder.resolve(table + ".csv"), text);
    }

    private String answer(String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            int columns = row.getMetaData().getColumnCount();
            StringBuilder text = new StringBuilder();
            for (int i = 1; i <= columns; i++) {
                Object value = row.getObject(i);
                text.append(i == 1 ? "" : " ");
                text.append(value instanceof Number n ? plain(n) : value);
            }
            return text.toString();
        }
    }

    private static String plain(Number n) {
        return new java.math.BigDecimal(n.toString()).stripTrailingZeros().toPlainString();
    }

    private void refused(String file) {
        SQLException e = assertThrows(SQLException.class, () -> answer(QUESTION));
        assertEquals("22P04", e.getSQLState());
        assertTrue(e.getMessage().contains(file) && e.getMessage().contains("others than when"), e.getMessage());
    }

    /** The model's file is looked at by a new connection. */
    private void savedAgain() throws IOException, SQLException {
        connection.close();
        Files.writeString(folder.resolve("model.yaml"), "# again\n", StandardOpenOption.APPEND);
        connect();
    }

    @Test
    void rowsOfTheSameColumnsAreCounted() throws IOException, SQLException {
        write("revenue", HEADER + FIRST + "r2,c1,2026-03-03,5,1,recurring\n");
        assertEquals("a 15 5", answer(QUESTION));
    }

    @Test
    void columnsThatChangePlacesAreNotTakenForEachOther() throws IOException, SQLException {
        write(
                "revenue",
                "revenue_id,customer_id,occurred_at,cost_of_service,amount,revenue_type\n"
                        + "r1,c1,2026-03-02,4,10,recurring\n");
        refused("revenue");
        assertEquals("c1", answer("SELECT customer_id FROM customers"));
        savedAgain();
        assertEquals("a 10 4", answer(QUESTION));
    }

    @Test
    void segmentsThatChangePlacesAreNotTakenForEachOther() throws IOException, SQLException {
        write("customers", "customer_id,industry,segment\nc1,x,a\n");
        refused("customers");
        write("customers", "customer_id,segment,industry\nc1,a,x\n");
        assertEquals("a 10 4", answer(QUESTION));
    }

    @Test
    void fractionAmongWholeNumbersIsNotRounded() throws IOException, SQLException {
        write("revenue", HEADER + FIRST + "r2,c1,2026-03-03,5.5,0.4,recurring\n");
        refused("revenue");
        savedAgain();
        assertEquals("a 15.5 4.4", answer(QUESTION));
    }

    @Test
    void fractionBehindManyWholeNumbersIsNotRounded() throws IOException, SQLException {
        String many = IntStream.range(0, 250_000)
                .mapToObj(i -> "m" + i + ",c1,2026-03-02,1,0,recurring\n")
                .collect(Collectors.joining());
        write("revenue", HEADER + many + "last,c1,2026-03-02,0.5,0,recurring\n");
        savedAgain();
        assertEquals("a 250000.5 0", answer(QUESTION));
    }

    @Test
    void timeBehindManyDaysIsNotLeftOut() throws IOException, SQLException {
        String many = "m,c1,2026-03-02,1,0,recurring\n".repeat(250_000);
        write("revenue", HEADER + many + "last,c1,2026-03-02 23:30:00,1,0,recurring\n");
        savedAgain();
        assertEquals("2026-03-02 23:30:00.0", answer("SELECT occurred_at FROM revenue WHERE revenue_id = 'last'"));
    }
}

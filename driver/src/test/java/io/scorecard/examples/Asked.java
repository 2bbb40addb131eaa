package io.scorecard.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Asks a model one question, and compares answers as examples are written: to six significant digits. */
final class Asked {

    private Asked() {}

    /** The only cell of the answer. */
    static @Nullable Object cell(Path model, String question) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:scorecard:" + model);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            assertEquals(1, rows.getMetaData().getColumnCount(), "columns");
            assertTrue(rows.next(), "no row");
            Object value = rows.getObject(1);
            assertFalse(rows.next(), "more than one row");
            return value;
        }
    }

    static void assertAnswer(@Nullable Object expected, @Nullable Object actual, String why) {
        assertTrue(
                ExampleModels.agree(expected, actual),
                () -> "expected " + expected + " but got " + actual + ": " + why);
    }
}

package io.scorecard.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Asks a model one question, and compares answers as examples are written: to six significant digits. */
final class Asked {

    private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_UP);

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
        if (expected == null) {
            assertNull(actual, why);
        } else if (expected instanceof Number number) {
            assertNotNull(actual, why);
            BigDecimal wanted = new BigDecimal(number.toString());
            BigDecimal got = new BigDecimal(actual.toString());
            BigDecimal difference = wanted.subtract(got).abs();
            BigDecimal allowed = wanted.round(SIX_DIGITS).ulp().multiply(new BigDecimal("0.5"));
            boolean same = wanted.signum() == 0 ? got.abs().doubleValue() < 1e-9 : difference.compareTo(allowed) <= 0;
            assertTrue(same, () -> "expected " + wanted + " but got " + got + ": " + why);
        } else {
            assertEquals(expected, actual, why);
        }
    }
}

package io.scorecard.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Amounts that nothing brings into one currency: which currencies a table has, and what to do. */
final class ForeignAmounts {

    private final Connection connection;

    ForeignAmounts(Connection connection) {
        this.connection = connection;
    }

    /** What follows the finding: rows by currency, the most first. */
    String told(String table) throws SQLException {
        List<String> counts = new ArrayList<>();
        String first = "EUR";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT NULLIF(UPPER(currency), ''), COUNT(*) FROM " + table
                        + " GROUP BY 1 ORDER BY 2 DESC, 1")) {
            while (row.next()) {
                String currency = row.getString(1);
                if (currency != null && counts.stream().allMatch(c -> c.endsWith("without one"))) {
                    first = currency;
                }
                counts.add(String.format(
                        Locale.ROOT, "%,d %s", row.getLong(2), currency == null ? "without one" : currency));
            }
        }
        return ": " + String.join(", ", counts) + ". Every KPI that adds these amounts up is refused; a SUM of your own"
                + " over " + table
                + " adds them as they are. Map fx_rates from the first day of the amounts on and give the"
                + " model its currency, or map only the rows of one: in the model, under '" + table
                + "', where: currency = '"
                + first + "'.";
    }
}

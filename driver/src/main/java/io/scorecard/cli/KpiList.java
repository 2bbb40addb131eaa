package io.scorecard.cli;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;

/** KPIs as a list to look through: families, and in each a line for a KPI, with its name and its title. */
final class KpiList implements ResultFormat {

    private static final int NAME_WIDTH = 34;

    /** @param rows the columns of {@code SHOW KPIS}, a family's rows together */
    @Override
    public void print(ResultSet rows, PrintStream out) throws SQLException {
        String family = "";
        int count = 0;
        int missing = 0;
        while (rows.next()) {
            if (!family.equals(rows.getString("family"))) {
                if (!family.isEmpty()) {
                    out.println();
                }
                family = rows.getString("family");
                out.println(Character.toUpperCase(family.charAt(0)) + family.substring(1));
            }
            boolean available = rows.getBoolean("available");
            out.println((available ? "  " : "– ")
                    + DisplayWidth.padded(rows.getString("name"), NAME_WIDTH, false)
                    + rows.getString("title"));
            count++;
            missing += available ? 0 : 1;
        }
        out.println();
        out.println(count
                + (count == 1 ? " KPI" : " KPIs")
                + (missing == 0
                        ? ""
                        : "; – marks " + missing + " whose data are missing, scorecard check tells which"));
    }
}

package io.scorecard.cli;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** KPIs as a list to look through: families, and in each a line for a KPI, with its name and its title. */
final class KpiList implements ResultFormat {

    private static final int NAME_WIDTH = 34;

    /** @param rows the columns of {@code SHOW KPIS}; a family comes where its first KPI does, with all that it has */
    @Override
    public void print(ResultSet rows, PrintStream out) throws SQLException {
        Map<String, List<String>> families = new LinkedHashMap<>();
        int count = 0;
        int missing = 0;
        while (rows.next()) {
            boolean available = rows.getBoolean("available");
            families.computeIfAbsent(rows.getString("family"), f -> new ArrayList<>())
                    .add((available ? "  " : "– ")
                            + DisplayWidth.padded(rows.getString("name"), NAME_WIDTH, false)
                            + rows.getString("title"));
            count++;
            missing += available ? 0 : 1;
        }
        families.forEach((family, lines) -> {
            out.println(Character.toUpperCase(family.charAt(0)) + family.substring(1));
            lines.forEach(out::println);
            out.println();
        });
        out.println(count
                + (count == 1 ? " KPI" : " KPIs")
                + (missing == 0
                        ? ""
                        : "; – marks " + missing + " whose data are missing, scorecard check tells which"));
    }
}

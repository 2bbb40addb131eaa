package io.scorecard.driver;

import io.scorecard.run.ResultColumn;
import io.scorecard.run.RowsCursor;
import java.sql.ResultSet;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A result of DatabaseMetaData in the making: its columns by name, then its rows. Not thread-safe. */
final class MetadataTable {

    private final List<ResultColumn> columns = new ArrayList<>();
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    private MetadataTable() {}

    /**
     * @param names the columns between blanks; {@code #} after a name: a whole number, {@code ?}: a truth
     *     value, otherwise a text
     */
    static MetadataTable of(String names) {
        MetadataTable table = new MetadataTable();
        for (String name : names.split(" ")) {
            table.columns.add(
                    name.endsWith("#")
                            ? column(name, Types.INTEGER, "INTEGER")
                            : name.endsWith("?")
                                    ? column(name, Types.BOOLEAN, "BOOLEAN")
                                    : column(name, Types.VARCHAR, "VARCHAR"));
        }
        return table;
    }

    private static ResultColumn column(String name, int jdbcType, String typeName) {
        String label = jdbcType == Types.VARCHAR ? name : name.substring(0, name.length() - 1);
        return new ResultColumn(label, jdbcType, typeName, 0, 0, true, "");
    }

    MetadataTable row(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(values.length + " values for " + columns.size() + " columns");
        }
        rows.add(Collections.unmodifiableList(Arrays.asList(values.clone())));
        return this;
    }

    /** Orders by columns, counted from 1, as JDBC lays down; NULL first. */
    MetadataTable sorted(int... by) {
        Comparator<List<@Nullable Object>> order = (left, right) -> 0;
        for (int column : by) {
            order = order.thenComparing((left, right) -> compare(left.get(column - 1), right.get(column - 1)));
        }
        rows.sort(order);
        return this;
    }

    private static int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        return left instanceof Integer number && right instanceof Integer other
                ? number.compareTo(other)
                : left.toString().compareTo(right.toString());
    }

    ResultSet result() {
        Rows read = new Rows(List.copyOf(columns), new RowsCursor(rows), SqlErrors.UNLOGGED, () -> {});
        return new ScorecardResultSet(read, null, 0);
    }
}

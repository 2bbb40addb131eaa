package io.scorecard.oracle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values of one cell: a period and one value of a segment ({@link #ALL} where none was asked). */
public record Row(Key key, Map<String, @Nullable Object> values) {
    /** The segment of a cell that counts every row. */
    public static final String ALL = "(all)";
    /** The segment of the rows whose attribute is NULL. */
    public static final String NULL = "(null)";

    /** Where a cell stands. */
    public record Key(Period period, String segment) {
        /** The key of a segment's value, which may be NULL. */
        public static Key of(Period period, @Nullable String value) {
            return new Key(period, value == null ? NULL : value);
        }
    }

    /** The value of that name, lower case; null is a NULL or a name that is not there. */
    public @Nullable Object value(String name) {
        return values.get(name);
    }

    /**
     * Reads an answer whose columns beside the two keys are values.
     *
     * @param bucket the column of the bucket's first day and the period that it stands for
     * @param segment the column of the segment, or null where none was asked
     */
    public static List<Row> read(
            ResultSet rows, String bucket, Function<LocalDate, Period> period, @Nullable String segment)
            throws SQLException {
        List<Row> read = new ArrayList<>();
        while (rows.next()) {
            Period where = period.apply(rows.getDate(bucket).toLocalDate());
            read.add(new Row(
                    segment == null ? new Key(where, ALL) : Key.of(where, rows.getString(segment)),
                    values(rows, bucket, segment)));
        }
        return read;
    }

    private static Map<String, @Nullable Object> values(ResultSet row, String bucket, @Nullable String segment)
            throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            String label = row.getMetaData().getColumnLabel(i).toLowerCase(java.util.Locale.ROOT);
            if (!label.equalsIgnoreCase(bucket) && !label.equalsIgnoreCase(segment)) {
                values.put(label, row.getObject(i));
            }
        }
        return values;
    }
}

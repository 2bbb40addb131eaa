package io.scorecard.oracle;

import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A canonical table as rows in memory: what a company is made of before it is loaded or written.
 *
 * <p>Values are String, Long, Double, BigDecimal, Boolean, LocalDate, LocalDateTime or null. Not thread-safe while it
 * is filled.
 */
public final class Table {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final String name;
    private final List<Column> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    /** A column and its standard SQL type. */
    public record Column(String name, String type) {}

    /** An empty table; each column is written {@code name TYPE}. */
    Table(String name, String... columns) {
        this.name = name;
        this.columns = List.of(columns).stream()
                .map(column -> column.split(" ", 2))
                .map(parts -> new Column(parts[0], parts[1]))
                .toList();
    }

    public String name() {
        return name;
    }

    public List<Column> columns() {
        return columns;
    }

    public List<List<@Nullable Object>> rows() {
        return rows;
    }

    void add(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(name + " has " + columns.size() + " columns, not " + values.length);
        }
        List<@Nullable Object> row = new ArrayList<>();
        for (Object value : values) {
            row.add(value);
        }
        rows.add(row);
    }

    void load(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + name
                    + columns.stream()
                            .map(column -> column.name() + " " + column.type())
                            .collect(Collectors.joining(", ", " (", ")")));
            if (!rows.isEmpty()) {
                statement.execute("INSERT INTO " + name + " VALUES "
                        + rows.stream()
                                .map(row ->
                                        row.stream().map(Table::literal).collect(Collectors.joining(", ", "(", ")")))
                                .collect(Collectors.joining(", ")));
            }
        }
    }

    /** The table as comma-separated text with a header; NULL is empty, no value contains a comma or a quote. */
    String csv() {
        StringBuilder text = new StringBuilder();
        text.append(columns.stream().map(Column::name).collect(Collectors.joining(",")))
                .append('\n');
        for (List<@Nullable Object> row : rows) {
            text.append(row.stream().map(Table::text).collect(Collectors.joining(",")))
                    .append('\n');
        }
        return text.toString();
    }

    static String literal(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof LocalDateTime || value instanceof Timestamp) {
            return "TIMESTAMP '" + text(value) + "'";
        }
        if (value instanceof LocalDate || value instanceof Date) {
            return "DATE '" + text(value) + "'";
        }
        return value instanceof String string ? "'" + string.replace("'", "''") + "'" : text(value);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value instanceof LocalDateTime instant ? SECONDS.format(instant) : value.toString();
    }
}

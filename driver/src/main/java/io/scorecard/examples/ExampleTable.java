package io.scorecard.examples;

import io.scorecard.functions.CanonicalTable;
import io.scorecard.functions.CanonicalTables;
import io.scorecard.functions.Given;
import io.scorecard.functions.Quoted;
import io.scorecard.functions.Type;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one canonical table of an example as statements that both DuckDB and PostgreSQL take.
 *
 * <p>A column that no row has is left out of the table, so that it counts as not mapped.
 */
final class ExampleTable {

    private final Given given;
    private final CanonicalTable table;

    ExampleTable(Given given) {
        this.given = given;
        this.table = CanonicalTables.builtIn().find(given.table()).orElseThrow();
    }

    String name() {
        return table.name();
    }

    boolean open() {
        return table.open();
    }

    /** @param schema with a dot at its end, or empty */
    List<String> statements(String schema) {
        Set<String> columns = new LinkedHashSet<>();
        given.patterns().forEach(pattern -> columns.addAll(pattern.values().keySet()));
        String types = columns.stream().map(c -> c + " " + sqlType(type(c))).collect(Collectors.joining(", "));
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE " + schema + name() + " (" + types + ")");
        String rows = given.rows().stream().map(row -> row(columns, row)).collect(Collectors.joining(", "));
        if (!rows.isEmpty()) {
            statements.add("INSERT INTO " + schema + name() + " VALUES " + rows);
        }
        return statements;
    }

    private String row(Set<String> columns, Map<String, @Nullable String> row) {
        return columns.stream().map(c -> literal(type(c), row.get(c))).collect(Collectors.joining(", ", "(", ")"));
    }

    /** An attribute of a customer has the same type wherever it stands. */
    private Type type(String column) {
        CanonicalTable customers = CanonicalTables.builtIn().find("customers").orElseThrow();
        return table.column(column)
                .or(() -> customers.column(column))
                .map(c -> c.type())
                .orElse(Type.TEXT);
    }

    private static String sqlType(Type type) {
        return switch (type) {
            case TEXT -> "VARCHAR";
            case INSTANT -> "TIMESTAMP";
            case DAY -> "DATE";
            case MONEY -> "DECIMAL(38, 4)";
            case COUNT -> "BIGINT";
            case SHARE -> "DOUBLE PRECISION";
            case FLAG -> "BOOLEAN";
        };
    }

    private static String literal(Type type, @Nullable String value) {
        if (value == null) {
            return "NULL";
        }
        return Quoted.text(type == Type.INSTANT ? moment(value) : value);
    }

    /** In UTC; a day stands for its first instant. */
    private static String moment(String value) {
        boolean day = value.length() == "2026-03-01".length();
        return (day
                        ? LocalDate.parse(value).atStartOfDay()
                        : OffsetDateTime.parse(value)
                                .withOffsetSameInstant(ZoneOffset.UTC)
                                .toLocalDateTime())
                .toString();
    }
}

package io.scorecard.source;

import io.scorecard.functions.Quoted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A temporary table of one session of the embedded DuckDB, filled with what another source gave.
 *
 * <p>It belongs to the session and is gone when that is given back. The session's transaction is read-only all the same:
 * DuckDB lets such a transaction write to its own temporary tables and to nothing else. Values are never
 * rounded or cut: one that its column cannot hold is refused. Not thread-safe.
 */
public final class StagingTable implements AutoCloseable {

    private static final String TEXT = "VARCHAR";
    private static final long LAST_YEAR = 290_000;

    private final List<SourceColumn> columns;
    private final DuckDBConnection duckdb;
    private final String name;
    private final Optional<StagedTexts> texts;
    /** Where there are other values than texts. */
    private @Nullable DuckDBAppender appender;

    private int column;
    private long bytes;

    private StagingTable(
            List<SourceColumn> columns, DuckDBConnection duckdb, String name, Optional<StagedTexts> texts) {
        this.columns = List.copyOf(columns);
        this.duckdb = duckdb;
        this.name = name;
        this.texts = texts;
    }

    /** Where a table of this name is found, whatever a source is called. */
    public static List<String> path(String name) {
        return List.of("temp", "main", name);
    }

    /**
     * Makes the table.
     *
     * @param session of {@link Sources#embedded}
     * @param columns of JDBC's types BOOLEAN, INTEGER, BIGINT, DECIMAL, DOUBLE, DATE, TIME, TIMESTAMP; all others
     *     are text
     */
    public static StagingTable create(Connection session, String name, List<SourceColumn> columns) throws SQLException {
        String table = path(name).stream().map(Quoted::name).collect(Collectors.joining("."));
        String row =
                columns.stream().map(c -> Quoted.name(c.name()) + " " + type(c)).collect(Collectors.joining(", "));
        EmbeddedSession embedded = Lease.session(session);
        embedded.stage(table, row);
        boolean texts = columns.stream().allMatch(c -> type(c).equals(TEXT));
        return new StagingTable(
                columns,
                embedded.duckdb(),
                name,
                texts ? Optional.of(new StagedTexts(embedded.duckdb(), table, columns.size())) : Optional.empty());
    }

    private DuckDBAppender appender() throws SQLException {
        if (appender == null) {
            List<String> path = path(name);
            appender = duckdb.createAppender(path.get(0), path.get(1), path.get(2));
        }
        return appender;
    }

    /** Keeps the tables of a session until it is given back, whatever becomes of its transaction. */
    public static void keep(Connection session) throws SQLException {
        Lease.session(session).keepStaged();
    }

    private static String type(SourceColumn column) {
        return switch (column.jdbcType()) {
            case Types.BOOLEAN -> "BOOLEAN";
            case Types.INTEGER -> "INTEGER";
            case Types.BIGINT -> "BIGINT";
            case Types.DECIMAL -> "DECIMAL(" + column.precision() + ", " + column.scale() + ")";
            case Types.DOUBLE -> "DOUBLE";
            case Types.DATE -> "DATE";
            case Types.TIME -> "TIME";
            case Types.TIMESTAMP -> "TIMESTAMP";
            default -> TEXT;
        };
    }

    public void beginRow() throws SQLException {
        column = 0;
        if (texts.isEmpty()) {
            appender().beginRow();
        }
    }

    public void endRow() throws SQLException {
        if (texts.isPresent()) {
            texts.get().endRow();
        } else {
            appender().endRow();
        }
    }

    /** Adds NULL as the row's next value; all others as their column's type wants them. */
    public void missing() throws SQLException {
        column++;
        bytes++;
        if (texts.isPresent()) {
            texts.get().add(null);
        } else {
            appender().appendNull();
        }
    }

    public void flag(boolean value) throws SQLException {
        counted(1);
        appender().append(value);
    }

    public void whole(long value) throws SQLException {
        boolean narrow = columns.get(column).jdbcType() == Types.INTEGER;
        counted(narrow ? Integer.BYTES : Long.BYTES);
        if (narrow) {
            appender().append(Math.toIntExact(value));
        } else {
            appender().append(value);
        }
    }

    public void number(double value) throws SQLException {
        counted(Double.BYTES);
        appender().append(value);
    }

    /** @throws ArithmeticException where the value has more digits than its column */
    public void decimal(BigDecimal value) throws SQLException {
        SourceColumn type = columns.get(column);
        BigDecimal exact = value.setScale(type.scale(), RoundingMode.UNNECESSARY);
        if (exact.precision() > type.precision()) {
            throw new ArithmeticException("too many digits");
        }
        counted(2 * Long.BYTES);
        appender().append(exact);
    }

    public void text(String value) throws SQLException {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        counted(utf8.length);
        if (texts.isPresent()) {
            texts.get().add(value);
        } else {
            appender().append(utf8);
        }
    }

    /** The ends of time that the classes have stand for infinity, as in PostgreSQL's driver. */
    public void day(LocalDate value) throws SQLException {
        counted(Integer.BYTES);
        if (value.equals(LocalDate.MAX) || value.equals(LocalDate.MIN)) {
            appender().appendEpochDays(value.equals(LocalDate.MAX) ? Integer.MAX_VALUE : -Integer.MAX_VALUE);
        } else {
            appender().appendEpochDays(Math.toIntExact(value.toEpochDay()));
        }
    }

    /** @throws ArithmeticException where the value is too far from now */
    public void moment(LocalDateTime value) throws SQLException {
        counted(Long.BYTES);
        if (value.equals(LocalDateTime.MAX) || value.equals(LocalDateTime.MIN)) {
            appender().appendEpochMicros(value.equals(LocalDateTime.MAX) ? Long.MAX_VALUE : -Long.MAX_VALUE);
            return;
        }
        if (Math.abs(value.getYear()) > LAST_YEAR) {
            throw new ArithmeticException("too far from now");
        }
        long seconds = value.toEpochSecond(ZoneOffset.UTC);
        appender().appendEpochMicros(Math.addExact(Math.multiplyExact(seconds, 1_000_000L), value.getNano() / 1000));
    }

    public void time(LocalTime value) throws SQLException {
        counted(Long.BYTES);
        appender().append(value);
    }

    private void counted(int size) {
        column++;
        bytes += size;
    }

    /** How much was added, in bytes of values. */
    public long bytes() {
        return bytes;
    }

    /** Makes the rows visible to the session. */
    @Override
    public void close() throws SQLException {
        if (texts.isPresent()) {
            texts.get().flush();
        }
        if (appender != null) {
            appender.close();
        }
    }
}
